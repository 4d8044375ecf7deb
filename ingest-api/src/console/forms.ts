import type { RequestContext } from '../http/request.ts';

/** A form's fields as trimmed text; a field that is not text reads as empty. */
export async function readFields(
	c: RequestContext
): Promise< ( name: string ) => string > {
	const form = await c.req.parseBody();
	return ( name ) => {
		const value = form[ name ];
		return typeof value === 'string' ? value.trim() : '';
	};
}

/** Puts a name on one line, and limits its length. */
export function lineOf( text: string, longest = 100 ): string {
	return text.replaceAll( /\s+/g, ' ' ).slice( 0, longest );
}
