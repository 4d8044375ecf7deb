import type { html } from 'hono/html';

export type Html = ReturnType< typeof html >;
/** The types of content that a part can show; plain text is escaped. */
export type Content = Html | string;
