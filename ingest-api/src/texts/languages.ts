import { en } from './en/en.ts';

/** A text, or a function from named values to a text. The values are data, so they are never compared with words. */
export type Texts = typeof en;

/** Catalogues by language tag. English is the fallback; an incomplete catalogue does not compile. */
export const LANGUAGES: Readonly< Record< string, Texts > > = { en };
