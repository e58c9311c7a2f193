import React, {createElement as h} from "react";
import {createRoot} from "react-dom/client";
import Rjsf from "@rjsf/core";
import {customizeValidator} from "@rjsf/validator-ajv8";
import Ajv2020 from "ajv/dist/2020";
import {JsonForms} from "@jsonforms/react";
import {vanillaCells, vanillaRenderers} from "@jsonforms/vanilla-renderers";

const validator = customizeValidator({AjvClass: Ajv2020});
const createAjv = () => new Ajv2020({allErrors: true, strict: true});
const root = createRoot(document.getElementById("root"));

// As text: the driver would sort the keys.
window.show = (library, ...given) => {
  const [schema, uiSchema, data] = given.map((each) => JSON.parse(each));
  window.state = {data, errors: null};
  const keep = (changed) => { window.state = {data: changed.formData ?? changed.data, errors: changed.errors}; };
  root.render(library === "rjsf"
    ? h(Rjsf, {key: schema.$id, schema, uiSchema, formData: data, validator, liveValidate: true, onChange: keep})
    : h(JsonForms, {key: schema.$id, schema, uischema: uiSchema, data, ajv: createAjv(), renderers: vanillaRenderers, cells: vanillaCells, onChange: keep}));
};
