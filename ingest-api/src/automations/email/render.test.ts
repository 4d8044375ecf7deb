import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { sampleLayout, sampleVariables } from '../../testing/emails.ts';
import {
	createRenderer,
	type Renderer,
	type RendererOptions,
} from './render.ts';
import type { EmailTemplate } from './template.ts';

const GOOD: EmailTemplate = {
	subject: 'Order {{ order.number }}',
	preheader: '',
	body: '<p>Hi {{ contact.first_name }}</p>',
};
/** Keeps html-to-text busy for half a minute; only killing the process interrupts it. */
const HANGS: EmailTemplate = {
	...GOOD,
	body: `<table class="lines"><tr>{% for i in (1..50) %}${ '<td>a'.repeat( 1_600 ) }{% endfor %}`,
};
/** Allocates a hundred megabytes without reaching liquidjs' own limit. */
const ALLOCATES: EmailTemplate = {
	...GOOD,
	body: '{% assign a = (1..4900000) %}{% assign b = a | map: "x" %}',
};

function renderer( options: RendererOptions = {} ) {
	const created = createRenderer( options );
	onTestFinished( () => created.close() );
	return created;
}
const good = ( on: Renderer ) =>
	on.render( GOOD, sampleVariables(), sampleLayout() );

describe( 'a renderer', () => {
	test( 'renders each e-mail with its own variables, in several processes', async () => {
		const many = renderer( { processes: 2 } );
		const results = await Promise.all(
			Array.from( { length: 50 }, ( _, index ) =>
				many.render(
					GOOD,
					sampleVariables( { number: String( index ) } ),
					sampleLayout()
				)
			)
		);
		expect(
			results.map( ( result ) => result.ok && result.subject )
		).toEqual( results.map( ( _, index ) => `Order ${ index }` ) );
	} );

	test( 'ends a template that takes too long, and carries on', async () => {
		const only = renderer( { timeoutMs: 2_000 } );
		expect(
			await only.render( HANGS, sampleVariables(), sampleLayout() )
		).toEqual( {
			ok: false,
			part: 'body',
			fault: 'timeout',
			name: null,
			line: null,
			column: null,
		} );
		expect( await good( only ) ).toMatchObject( { ok: true } );
	} );

	test( 'serves others while two templates take too long', async () => {
		const only = renderer( { timeoutMs: 60_000, memoryMb: 500 } );
		const settled = vi.fn();
		const hanging = [ 1, 2 ].map( () =>
			only.render( HANGS, sampleVariables(), sampleLayout() )
		);
		const failures = Promise.allSettled( hanging ).then( settled );
		expect( await good( only ) ).toMatchObject( { ok: true } );
		expect( settled ).not.toHaveBeenCalled();
		await only.close();
		await failures;
		for ( const result of await Promise.allSettled( hanging ) ) {
			// Ended by close(), or by a limit of its own.
			expect( result.status === 'rejected' || ! result.value.ok ).toBe(
				true
			);
		}
	} );

	test( 'ends a template that needs too much memory, and carries on', async () => {
		const only = renderer( { timeoutMs: 60_000, memoryMb: 40 } );
		expect(
			await only.render( ALLOCATES, sampleVariables(), sampleLayout() )
		).toMatchObject( {
			ok: false,
			fault: 'memory',
		} );
		expect( await good( only ) ).toMatchObject( { ok: true } );
	} );

	test( 'rejects every render once it is closed, including those that wait', async () => {
		const closed = renderer();
		const waiting = expect( good( closed ) ).rejects.toThrow( 'closed' );
		await closed.close();
		await waiting;
		await expect( good( closed ) ).rejects.toThrow( 'closed' );
	} );
} );
