/** What an account owner writes. All three parts are Liquid. */
export interface EmailTemplate {
	subject: string;
	/** The line that inboxes show beside the subject. */
	preheader: string;
	/** Yields HTML fragments (headings, paragraphs, links, tables), which the layout frames. */
	body: string;
}

export type TemplatePart = keyof EmailTemplate;

export const TEMPLATE_PARTS: readonly TemplatePart[] = [
	'subject',
	'preheader',
	'body',
];

/** What is wrong with a template. The words for it are the reader's (console/template-words.ts). */
export type TemplateFault =
	| 'variable'
	| 'filter'
	| 'tag'
	| 'not_closed'
	/** Anything else that Liquid does not understand, or cannot do with a value. */
	| 'syntax'
	/** More text in one part than a template may have. */
	| 'too_long'
	/** More text than a part may yield. */
	| 'too_large'
	/** More work or memory than liquidjs allows. */
	| 'too_much'
	| 'timeout'
	| 'memory';

export interface TemplateError {
	part: TemplatePart;
	fault: TemplateFault;
	/** Of the variable, filter or tag; or else the beginning of the text that is wrong. */
	name: string | null;
	/** From 1; null where the error has no place. */
	line: number | null;
	column: number | null;
}

export interface EmailLayout {
	/** Like "#4f46e5". */
	accent?: string;
	/** A BCP 47 tag, for screen readers. */
	lang: string;
	/** Whom the e-mail is from, above its text. */
	senderName: string;
	/** Small lines below the text: who sends this and why. */
	footer: string[];
	unsubscribeUrl: string | null;
	/** What its link says. */
	unsubscribeLabel: string;
}

export type Rendered =
	| {
			ok: true;
			subject: string;
			preheader: string;
			html: string;
			text: string;
	  }
	| ( { ok: false } & TemplateError );
