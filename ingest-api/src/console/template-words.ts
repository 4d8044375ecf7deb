import { MAX_OUTPUT, MAX_TEMPLATE } from '../automations/email/liquid.ts';
import type { TemplateError } from '../automations/email/template.ts';
import { numberText } from '../texts/numbers.ts';
import { texts } from '../texts/texts.ts';

/** The fault of a template and its position, for a place that shows which part it is in. */
export function templateErrorText( error: TemplateError ): string {
	const { line, column } = error;
	const message = faultText( error );
	if ( line === null ) {
		return message;
	}
	const words = texts().templates;
	return column === null
		? words.atLine( { message, line } )
		: words.atColumn( { message, line, column } );
}

/** The same for other places: names the part. */
export function templateErrorInPart( error: TemplateError ): string {
	const words = texts().templates;
	const message = faultText( error );
	const part = words.parts[ error.part ];
	return error.line === null
		? words.inPart( { message, part } )
		: words.inPartAtLine( { message, part, line: error.line } );
}

function faultText( { fault, name }: TemplateError ): string {
	const { faults } = texts().templates;
	switch ( fault ) {
		case 'variable':
		case 'filter':
		case 'tag':
		case 'not_closed':
			return faults[ fault ]( { name: name ?? '' } );
		case 'syntax':
			return name === null
				? faults.syntax
				: faults.syntaxAt( { text: name } );
		case 'too_long':
			return faults.too_long( { most: numberText( MAX_TEMPLATE ) } );
		case 'too_large':
			return faults.too_large( { most: numberText( MAX_OUTPUT ) } );
		default:
			return faults[ fault ];
	}
}
