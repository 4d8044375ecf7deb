import { en } from './en/en.ts';

/** A text, or a function from named values to one; values are data, and are never compared with words. */
export type Texts = typeof en;

/** By its tag. English is the fallback; a further language is complete, or does not compile. */
export const LANGUAGES: Readonly< Record< string, Texts > > = { en };
