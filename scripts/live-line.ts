import { z } from 'zod';

const appliedSchema = z.object( {
	time: z.union( [ z.number(), z.string() ] ),
	msg: z.literal( 'order applied' ),
	order: z.string(),
	status: z.string(),
} );

/** A line of the API's log in a form for people; null if it is not about an order. */
export function describeOrderLine( line: string ): string | null {
	let parsed: unknown;
	try {
		parsed = JSON.parse( line );
	} catch {
		return null;
	}
	const applied = appliedSchema.safeParse( parsed );
	if ( ! applied.success ) {
		return null;
	}
	const { time, order, status } = applied.data;
	const clock = new Date( time ).toLocaleTimeString( 'en-GB' );
	return `${ clock }  order ${ order } is in Ivorey: ${ status }`;
}
