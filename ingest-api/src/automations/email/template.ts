/** The part of an e-mail that an account owner writes. All three parts are Liquid. */
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

/** The faults of a template. console/template-words.ts words them in the reader's language. */
export type TemplateFault =
	| 'variable'
	| 'filter'
	| 'tag'
	| 'not_closed'
	/** Any other text that Liquid does not understand, or operation that it cannot do with a value. */
	| 'syntax'
	/** The source of one part is too long. */
	| 'too_long'
	/** The output of one part is too long. */
	| 'too_large'
	/** The template needs more work or memory than liquidjs allows. */
	| 'too_much'
	| 'timeout'
	| 'memory';

export interface TemplateError {
	part: TemplatePart;
	fault: TemplateFault;
	/** The name of the variable, filter or tag; otherwise the beginning of the wrong text. */
	name: string | null;
	/** From 1; null if the error has no position. */
	line: number | null;
	column: number | null;
}

export interface EmailLayout {
	/** Like "#4f46e5". */
	accent?: string;
	/** A BCP 47 tag, for screen readers. */
	lang: string;
	/** The sender, shown above the text. */
	senderName: string;
	/** Small lines below the text: who sends this and why. */
	footer: string[];
	unsubscribeUrl: string | null;
	/** The label of the unsubscribe link. */
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
