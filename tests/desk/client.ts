// A program in another language goes through the whole service, by a client that was generated from its description.
import createClient from "openapi-fetch";
import type { components, paths } from "./api";

const [base, token, text] = process.argv.slice(2);
const record = JSON.parse(text);
const client = createClient<paths>({ baseUrl: base, headers: { Authorization: `Bearer ${token}` } });
const called = new Set<string>();
client.use({
  onRequest({ request, schemaPath }) {
    called.add(`${request.method.toLowerCase()} ${schemaPath}`);
  },
});

/** What an answer bears; an error ends the program. */
function good<Data, Fault>(answer: { data?: Data; error?: Fault; response: Response }): NonNullable<Data> {
  if (!answer.response.ok) throw new Error(`${answer.response.url}: ${JSON.stringify(answer.error)}`);
  return answer.data as NonNullable<Data>;
}

/** Fields and files as a form of HTTP; a list becomes a field for each of its items. */
function multipart(body: object): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const each of Array.isArray(value) ? value : [value]) made.append(name, each);
  }
  return made;
}

// The description says "string" of a file, as OpenAPI 3.1 does; in a browser it is a File.
const file = (data: BlobPart, name: string): string => new File([data], name) as unknown as string;
const bytes = { parseAs: "arrayBuffer" } as const;
const upload = { bodySerializer: multipart } as const;
const form_id = "jinhua-application";
const path = { form_id };

const forms = good(await client.GET("/api/v1/forms"));
const one = good(await client.GET("/api/v1/forms/{form_id}", { params: { path } }));
const schema = good(await client.GET("/api/v1/forms/{form_id}/schema", { params: { path, query: { stage: "draft" } } }));
good(await client.GET("/api/v1/forms/{form_id}/ui-schema", { params: { path } }));
const blank = good(await client.GET("/api/v1/forms/{form_id}/blank", { params: { path }, ...bytes })) as ArrayBuffer;
good(await client.GET("/api/v1/forms/{form_id}/workbook", { params: { path }, ...bytes }));

const docx = good(
  await client.POST("/api/v1/forms/{form_id}/render", { params: { path }, body: record, ...bytes }),
) as unknown as ArrayBuffer;
const query = { format: "pdf-form" } as const;
const pdf = good(
  await client.POST("/api/v1/forms/{form_id}/render", { params: { path, query }, body: record, ...bytes }),
) as unknown as ArrayBuffer;
const report: components["schemas"]["Report"] = good(
  await client.POST("/api/v1/forms/{form_id}/check", { params: { path }, body: record }),
);
const word = file(docx, "甲.docx");
const read = good(await client.POST("/api/v1/read", { body: { file: word }, ...upload }));
const checked: components["schemas"]["Report"] = good(
  await client.POST("/api/v1/check", { body: { file: word, stage: "final", on: "2022-01-01" }, ...upload }),
);
const compared = good(
  await client.POST("/api/v1/compare", { body: { first: word, second: file(pdf, "甲.pdf") }, ...upload }),
);
const recommended = good(
  await client.POST("/api/v1/recommend", { body: { files: [word], stage: "applicant", format: "json" }, ...upload }),
) as Record<string, unknown[]>;
const bundled = good(
  await client.POST("/api/v1/bundle", { body: { files: [word], form: form_id }, ...upload }),
) as Record<string, unknown>;
const flat = good(
  await client.POST("/api/v1/flatten", { body: { file: file(pdf, "甲.pdf") }, ...upload, ...bytes }),
) as unknown as ArrayBuffer;

/** Follow a job by its events, to its last state. */
async function followed(job_id: string): Promise<components["schemas"]["JobState"]> {
  const answer = await client.GET("/api/v1/jobs/{job_id}/events", { params: { path: { job_id } }, parseAs: "text" });
  const last = (good(answer) as unknown as string).trim().split("\n\n").at(-1) ?? "";
  if (!last.startsWith("event: end")) throw new Error(last);
  return JSON.parse(last.split("data: ")[1]);
}

const reading = good(
  await client.POST("/api/v1/jobs/read", { body: { files: [word, file("abc", "乙.txt")], stage: "applicant" }, ...upload }),
);
const readJob = await followed(reading.id);
const ofRead = { params: { path: { job_id: reading.id } } };
const listed = good(await client.GET("/api/v1/jobs/{job_id}/files", ofRead));
const inOne = { params: { path: { job_id: reading.id, file_id: listed[0].id } } };
const detail = good(await client.GET("/api/v1/jobs/{job_id}/files/{file_id}", inOne));
const packed = good(await client.GET("/api/v1/jobs/{job_id}/result", { ...ofRead, ...bytes })) as unknown as ArrayBuffer;

const added = good(await client.POST("/api/v1/registry/jobs/{job_id}", ofRead));
const application = { params: { path: { application: added.applications[0] } } };
let entry: unknown = null;
for (const level of ["district", "city"] as const) {
  const body = { level, verdict: "approve" } as const;
  ({ entry } = good(await client.POST("/api/v1/registry/applications/{application}/decisions", { ...application, body })));
}
const inList = { params: { path: { entry: entry as number } } };
good(await client.POST("/api/v1/registry/entries/{entry}/reviews", { ...inList, body: { outcome: "stay" } }));
const entries = { params: { path: { table: "entries" } } } as const;
const list = good(await client.GET("/api/v1/registry/tables/{table}", entries));
const visit = { params: { path: { kind: "visit" as const } }, body: { facts: { party: list[0]!.name as string }, ids: [] } };
good(await client.POST("/api/v1/registry/records/{kind}", visit));
good(await client.GET("/api/v1/registry/due", { params: { query: { days: 30 } } }));
good(await client.GET("/api/v1/registry/report", { params: { query: { year: 2026 } } }));
const proposals = good(await client.GET("/api/v1/registry/review"));

const table = file("企业名称\n甲公司\n乙公司\n", "数据.csv");
const filling = good(
  await client.POST("/api/v1/jobs/fill", {
    body: { file: table, form: form_id, format: "docx", ignore_unknown: false },
    ...upload,
  }),
);
const fillJob = await followed(filling.id);
good(await client.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: filling.id } } }));
const mine = good(await client.GET("/api/v1/jobs"));
for (const { id } of mine) await client.DELETE("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } });

const missing = await client.GET("/api/v1/forms/{form_id}", { params: { path: { form_id: "no-such" } } });

console.log(
  JSON.stringify({
    called: [...called],
    forms: forms.map((each) => each.id),
    title: one.title,
    schema: schema.$id,
    sizes: [blank, docx, pdf, flat, packed].map((each) => each.byteLength > 1000),
    values: read.values,
    reports: [report.ok, checked.on, checked.findings.length > 0],
    same: compared.same,
    recommended: recommended.recommended.length,
    bundled: bundled.form,
    files: listed.map((each) => [each.name, each.status, each.error?.code ?? null]),
    detail: detail.values?.enterprise_name,
    jobs: [readJob.status, fillJob.status, fillJob.counts?.written],
    registry: [list.map((each) => each.name), proposals.length],
    left: good(await client.GET("/api/v1/jobs")).length,
    missing: [missing.response.status, missing.error?.code],
  }),
);
