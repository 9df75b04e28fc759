/** As much of JSON Schema as the contract's schemas come out with. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
}

/** A row of a table of fields: its name as a path, `evaluations[].score`, where `[]` is any item and `{name}` any name. */
export interface Field {
  name: string;
  type: string;
  required: boolean;
  description: string;
}

/** The named schemas that references lead to. */
export type Schemas = Record<string, Schema>;

/** What a reference leads to. Throws where it leads nowhere. */
const targetOf = ($ref: string, schemas: Schemas): Schema => {
  const found = schemas[$ref.replace("#/components/schemas/", "")];
  if (!found) throw new Error(`no schema is at ${$ref}`);
  return found;
};

/** What a reference leads to, with what is said beside it. */
const resolve = (schema: Schema, schemas: Schemas): Schema => {
  const { $ref, ...beside } = schema;
  return $ref === undefined ? schema : { ...resolve(targetOf($ref, schemas), schemas), ...beside };
};

/** Finds something of each schema once, since most stand in the answers of several operations. */
const once = <Found>(find: (schema: Schema, schemas: Schemas) => Found) => {
  const known = new WeakMap<Schemas, WeakMap<Schema, Found>>();
  return (schema: Schema, schemas: Schemas): Found => {
    const ofSchemas = known.get(schemas) ?? new WeakMap<Schema, Found>();
    known.set(schemas, ofSchemas);
    const found = ofSchemas.get(schema) ?? find(schema, schemas);
    ofSchemas.set(schema, found);
    return found;
  };
};

const alternativesOf = once((schema, schemas): Schema[] => {
  const { anyOf, oneOf, ...rest } = resolve(schema, schemas);
  const inner = anyOf ?? oneOf;
  return inner ? inner.flatMap((one) => alternativesOf(one, schemas)) : [rest];
});

/** Made once: `toLocaleString` looks its format up at every call, which takes longer than all the rest. */
const BOUND = new Intl.NumberFormat("en");

const limitsOf = ({ type, minimum, maximum, exclusiveMinimum, minLength, maxLength }: Schema): string => {
  const isText = type === "string";
  const low = isText ? minLength : minimum;
  const high = isText ? maxLength : maximum;
  const unit = isText ? " characters" : "";
  const isSet = (bound: number | undefined): bound is number =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  const show = (bound: number) => BOUND.format(bound);
  if (exclusiveMinimum !== undefined && isSet(high)) return `, over ${show(exclusiveMinimum)}, at most ${show(high)}`;
  if (isSet(low) && isSet(high)) return `, ${show(low)} to ${show(high)}${unit}`;
  if (isSet(high)) return `, at most ${show(high)}${unit}`;
  return isSet(low) && low !== 0 ? `, at least ${show(low)}${unit}` : "";
};

const FORMATS: Record<string, string> = { "date-time": "moment", date: "day" };

const describeOne = (schema: Schema, schemas: Schemas): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(", ");
  const types = [schema.type ?? "any"].flat();
  const named = types.map((type) => {
    if (type === "array") return schema.items ? `list of: ${describeType(schema.items, schemas)}` : "list";
    return (type === "string" && FORMATS[schema.format ?? ""]) || type;
  });
  return named.join(" or ") + (schema.format === undefined ? limitsOf(schema) : "");
};

/** What a value may be, in words: `string, 1 to 512 characters, or null`. */
export const describeType = once((schema, schemas): string => {
  const words = [...new Set(alternativesOf(schema, schemas).map((one) => describeOne(one, schemas)))];
  return words.join(words.some((text) => text.includes(",")) ? ", or " : " or ");
});

/** Fields of a value, by their paths from one that the value lies in. */
const within = (path: string, fields: readonly Field[]): Field[] =>
  fields.map((field) => ({ ...field, name: /^[.[]/.test(field.name) ? path + field.name : `${path}.${field.name}` }));

/** The fields within a value of a schema, by their paths from there. */
const fieldsWithin = once((schema, schemas): Field[] => {
  if (schema.$ref !== undefined) return fieldsWithin(targetOf(schema.$ref, schemas), schemas);
  const fields = alternativesOf(schema, schemas).flatMap(({ properties = {}, required = [], items, ...rest }) => {
    const own = Object.entries(properties).flatMap(([name, field]) => {
      const { description = "", default: preset } = resolve(field, schemas);
      const row = {
        name,
        type: describeType(field, schemas) + (preset === undefined ? "" : `; default ${JSON.stringify(preset)}`),
        required: required.includes(name) && preset === undefined,
        description,
      };
      return [row, ...within(name, fieldsWithin(field, schemas))];
    });
    const { additionalProperties: others } = rest;
    const named = typeof others === "object" ? within(".{name}", fieldsWithin(others, schemas)) : [];
    return [...own, ...named, ...(items ? within("[]", fieldsWithin(items, schemas)) : [])];
  });
  return [...new Map(fields.reverse().map((field) => [field.name, field])).values()].reverse();
});

/** A table of fields: those of a body, or of one kind of it. */
export interface FieldList {
  /** The value that tells the kind, such as `exclude`; undefined: there is but one. */
  kind?: string;
  fields: Field[];
}

/** The fields of a body, those of nested values by their paths; kinds of a body that a field tells apart have a list each. */
export const listFields = (schema: Schema, schemas: Schemas): FieldList[] => {
  const { oneOf } = resolve(schema, schemas);
  if (!oneOf) return [{ fields: fieldsWithin(schema, schemas) }];
  return oneOf.map((one) => {
    const { properties = {} } = resolve(one, schemas);
    const tag = Object.values(properties).find((field) => field.const !== undefined);
    return { ...(tag && { kind: String(tag.const) }), fields: fieldsWithin(one, schemas) };
  });
};
