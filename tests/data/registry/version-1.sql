BEGIN TRANSACTION;
CREATE TABLE activities (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	programme VARCHAR(40) NOT NULL, 
	party INTEGER, 
	done_by TEXT, 
	topic TEXT, 
	note TEXT, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(party) REFERENCES parties (id)
);
INSERT INTO "activities" VALUES(1,'2022-05-18','visit','guangzhou',1,'陈',NULL,NULL,1);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('1');
CREATE TABLE applications (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	party INTEGER NOT NULL, 
	form VARCHAR(60) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	record JSON NOT NULL, 
	report JSON NOT NULL, 
	files JSON NOT NULL, 
	verdict VARCHAR(10) NOT NULL, 
	conditions JSON NOT NULL, 
	rules VARCHAR(64) NOT NULL, 
	district_verdict VARCHAR(10), 
	district_by TEXT, 
	district_on VARCHAR(10), 
	district_opinion TEXT, 
	city_verdict VARCHAR(10), 
	city_by TEXT, 
	city_on VARCHAR(10), 
	city_opinion TEXT, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(party) REFERENCES parties (id), 
	UNIQUE (digest)
);
CREATE TABLE cases (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	party INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	matter TEXT NOT NULL, 
	opponent TEXT, 
	received_at VARCHAR(19) NOT NULL, 
	disputed_at VARCHAR(19), 
	referred_at VARCHAR(19), 
	referred_to TEXT, 
	closed_on VARCHAR(10), 
	outcome TEXT, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(party) REFERENCES parties (id)
);
INSERT INTO "cases" VALUES(1,'2022-05-19',1,'counterfeit_patent','假冒专利标识',NULL,'2022-05-19T10:00:00',NULL,NULL,NULL,NULL,NULL,1);
CREATE TABLE cultivations (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	party INTEGER NOT NULL, 
	ends_on VARCHAR(10) NOT NULL, 
	accepted_on VARCHAR(10), 
	accepted_by TEXT, 
	passed INTEGER, 
	plaque TEXT, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(party) REFERENCES parties (id)
);
CREATE TABLE entries (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	party INTEGER NOT NULL, 
	application INTEGER, 
	batch TEXT, 
	year INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	published_on VARCHAR(10), 
	reviewed_on VARCHAR(10), 
	left_on VARCHAR(10), 
	left_why TEXT, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(party) REFERENCES parties (id), 
	FOREIGN KEY(application) REFERENCES applications (id)
);
INSERT INTO "entries" VALUES(1,'2022-05-15',1,NULL,'2022年第一批',2022,1,'2022-05-17',NULL,NULL,NULL,2);
INSERT INTO "entries" VALUES(2,'2022-05-15',2,NULL,NULL,2022,1,NULL,NULL,'2022-05-20','歇业',2);
CREATE TABLE events (
	id INTEGER NOT NULL, 
	recorded_at VARCHAR(19) NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	actor TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	party INTEGER, 
	subject VARCHAR(20) NOT NULL, 
	subject_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	reason TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "events" VALUES(1,'2022-05-20T09:00:00','2022-05-15','李明','party',1,'parties',1,NULL,'{"id":1,"day":"2022-05-15","programme":"guangzhou","kind":"enterprise","name":"广州甲有限公司","name_key":"广州甲有限公司","code":"91440106MAXXXXX07Q","district":"天河区","contact":"何嘉敏","phone":"13800138000","revision":1}',NULL);
INSERT INTO "events" VALUES(2,'2022-05-20T09:00:00','2022-05-15','李明','entry',1,'entries',1,NULL,'{"id":1,"day":"2022-05-15","party":1,"batch":"2022年第一批","year":2022,"number":1,"revision":1}',NULL);
INSERT INTO "events" VALUES(3,'2022-05-20T09:00:00','2022-05-17','李明','publish',1,'entries',1,'{"published_on":null,"revision":1}','{"published_on":"2022-05-17","revision":2}',NULL);
INSERT INTO "events" VALUES(4,'2022-05-20T09:00:00','2022-05-15','李明','party',2,'parties',2,NULL,'{"id":2,"day":"2022-05-15","programme":"guangzhou","kind":"market","name":"广州乙市场","name_key":"广州乙市场","revision":1}',NULL);
INSERT INTO "events" VALUES(5,'2022-05-20T09:00:00','2022-05-15','李明','entry',2,'entries',2,NULL,'{"id":2,"day":"2022-05-15","party":2,"year":2022,"number":1,"revision":1}',NULL);
INSERT INTO "events" VALUES(6,'2022-05-20T09:00:00','2022-05-20','李明','leave',2,'entries',2,'{"left_on":null,"left_why":null,"revision":1}','{"left_on":"2022-05-20","left_why":"歇业","revision":2}',NULL);
INSERT INTO "events" VALUES(7,'2022-05-20T09:00:00','2022-05-18','李明','visit',1,'activities',1,NULL,'{"id":1,"day":"2022-05-18","kind":"visit","programme":"guangzhou","party":1,"done_by":"陈","revision":1}',NULL);
INSERT INTO "events" VALUES(8,'2022-05-20T09:00:00','2022-05-19','李明','case',1,'cases',1,NULL,'{"id":1,"day":"2022-05-19","party":1,"kind":"counterfeit_patent","matter":"假冒专利标识","received_at":"2022-05-19T10:00:00","revision":1}',NULL);
CREATE TABLE leads (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	party INTEGER NOT NULL, 
	source TEXT, 
	matter TEXT NOT NULL, 
	transferred_to TEXT, 
	transferred_on VARCHAR(10), 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(party) REFERENCES parties (id)
);
CREATE TABLE liaisons (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	party INTEGER, 
	programme VARCHAR(40) NOT NULL, 
	side VARCHAR(10) NOT NULL, 
	office TEXT, 
	name TEXT NOT NULL, 
	post TEXT, 
	phone TEXT, 
	email TEXT, 
	until VARCHAR(10), 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(party) REFERENCES parties (id)
);
CREATE TABLE parties (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	programme VARCHAR(40) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	code VARCHAR(18), 
	district TEXT, 
	contact TEXT, 
	phone TEXT, 
	email TEXT, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "parties" VALUES(1,'2022-05-15','guangzhou','enterprise','广州甲有限公司','广州甲有限公司','91440106MAXXXXX07Q','天河区','何嘉敏','13800138000',NULL,1);
INSERT INTO "parties" VALUES(2,'2022-05-15','guangzhou','market','广州乙市场','广州乙市场',NULL,NULL,NULL,NULL,NULL,1);
CREATE TABLE reviews (
	id INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	entry INTEGER NOT NULL, 
	application INTEGER, 
	verdict VARCHAR(10) NOT NULL, 
	conditions JSON NOT NULL, 
	outcome VARCHAR(10) NOT NULL, 
	decided_by TEXT NOT NULL, 
	opinion TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(entry) REFERENCES entries (id), 
	FOREIGN KEY(application) REFERENCES applications (id)
);
CREATE INDEX events_party ON events (party);
CREATE INDEX events_subject ON events (subject, subject_id);
CREATE UNIQUE INDEX parties_code ON parties (programme, kind, code);
CREATE INDEX parties_name ON parties (programme, kind, name_key);
CREATE INDEX applications_latest ON applications (party, day, id);
CREATE INDEX cultivations_party ON cultivations (party);
CREATE INDEX liaisons_party ON liaisons (party, side);
CREATE INDEX activities_kind ON activities (programme, kind, day, party);
CREATE INDEX activities_party ON activities (party, kind, day);
CREATE INDEX leads_party ON leads (party);
CREATE INDEX cases_party ON cases (party);
CREATE INDEX cases_open ON cases (kind) WHERE closed_on IS NULL;
CREATE INDEX entries_party ON entries (party);
CREATE UNIQUE INDEX entries_open ON entries (party) WHERE left_on IS NULL;
CREATE INDEX reviews_entry ON reviews (entry);
COMMIT;
