/** ninjs 1.x, 2.x and 3.x as far as stories are made of it: what a field must be where it is there. */
import { z } from "../input/document/schema.ts";

const word = z.string().nullish();
const number = z.union([z.number(), z.string()]).nullish();

const named = z.looseObject({ name: word, code: word, uri: word, literal: word });

/** A text with its role: `headlines`, `descriptions` and `bodies` from 2.0 on. */
const worded = z.looseObject({ role: word, contenttype: word, contentType: word, value: word });

const rendition = z.looseObject({
  name: word,
  href: word,
  mimetype: word,
  contenttype: word,
  contentType: word,
  width: number,
  height: number,
});

const list = <T extends z.ZodType>(of: T) => z.array(of).nullish();

/** An item. Names of 3.x are written in camel case; `headline_*`, `body_*` and `description_*` of 1.x are looked for by their head. */
export const ninjsSchema = z.looseObject({
  uri: word,
  type: word,
  version: number,
  versioncreated: word,
  versionCreated: word,
  embargoed: word,
  pubstatus: word,
  pubStatus: word,
  urgency: number,
  language: word,
  title: word,
  byline: word,
  by: word,
  headline: word,
  slugline: word,
  located: word,
  ednote: word,
  edNote: word,
  copyrightholder: word,
  copyrightHolder: word,
  copyrightnotice: word,
  copyrightNotice: word,
  source: word,
  headlines: list(worded),
  descriptions: list(worded),
  bodies: list(worded),
  subject: list(named),
  subjects: list(named),
  genre: list(named),
  infosource: list(named),
  infosources: list(named),
  infoSources: list(named),
  signals: z.unknown().optional(),
  renditions: z.union([z.array(rendition), z.record(z.string(), rendition)]).nullish(),
  associations: z.union([z.array(z.looseObject({})), z.record(z.string(), z.looseObject({}))]).nullish(),
});

/** An item, checked. */
export type Ninjs = z.output<typeof ninjsSchema>;
/** A text with its role. */
export type NinjsText = z.output<typeof worded>;
