/** The faults in an e-mail's Liquid template, for its author. */
export const templates = {
	faults: {
		variable: ( { name }: { name: string } ) =>
			`There is no variable “${ name }”`,
		filter: ( { name }: { name: string } ) =>
			`There is no filter “${ name }”`,
		tag: ( { name }: { name: string } ) => `There is no tag “${ name }”`,
		not_closed: ( { name }: { name: string } ) =>
			`“${ name }” is not closed`,
		syntax: 'This is not valid Liquid',
		syntaxAt: ( { text }: { text: string } ) =>
			`“${ text }” is not valid Liquid`,
		too_long: ( { most }: { most: string } ) =>
			`A part of a template may have at most ${ most } characters`,
		too_large: ( { most }: { most: string } ) =>
			`The text it makes is longer than ${ most } characters`,
		too_much: 'The template does too much',
		timeout: 'The template takes too long',
		memory: 'The template needs too much memory',
	},
	parts: {
		subject: 'subject',
		preheader: 'preview text',
		body: 'text',
	},
	atLine: ( { message, line }: { message: string; line: number } ) =>
		`${ message } (line ${ line })`,
	atColumn: ( {
		message,
		line,
		column,
	}: {
		message: string;
		line: number;
		column: number;
	} ) => `${ message } (line ${ line }, column ${ column })`,
	inPart: ( { message, part }: { message: string; part: string } ) =>
		`${ message } (${ part })`,
	inPartAtLine: ( {
		message,
		part,
		line,
	}: {
		message: string;
		part: string;
		line: number;
	} ) => `${ message } (${ part }, line ${ line })`,
};
