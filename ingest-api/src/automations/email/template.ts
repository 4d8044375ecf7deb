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

export interface TemplateError {
	part: TemplatePart;
	message: string;
	/** From 1; null where the error has no place. */
	line: number | null;
	column: number | null;
	reason: 'syntax' | 'variable' | 'limits' | 'timeout' | 'too_large';
}

export interface EmailLayout {
	/** Like "#4f46e5". */
	accent?: string;
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
