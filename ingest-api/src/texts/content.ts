import type { html } from 'hono/html';

export type Html = ReturnType< typeof html >;
/** What a part takes to show; text is escaped. */
export type Content = Html | string;
