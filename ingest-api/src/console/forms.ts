import type { RequestContext } from '../http/request.ts';

/** A form's fields as text, without what stands around it; what is no text is empty. */
export async function readFields(
	c: RequestContext
): Promise< ( name: string ) => string > {
	const form = await c.req.parseBody();
	return ( name ) => {
		const value = form[ name ];
		return typeof value === 'string' ? value.trim() : '';
	};
}

/** A name on one line. */
export function lineOf( text: string, longest = 100 ): string {
	return text.replaceAll( /\s+/g, ' ' ).slice( 0, longest );
}
