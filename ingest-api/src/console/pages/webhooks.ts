import { html } from 'hono/html';
import type { Endpoint } from '../../webhooks/queries.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import type { Html } from '../parts/html.ts';
import { count } from '../parts/numbers.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { verdict, toldNotice, type Told } from '../parts/verdict.ts';
import { endpointPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import {
	endpointPill,
	nameOf,
	OFF_REASONS,
	shortUrl,
} from '../webhook-words.ts';
import { page } from './layout.ts';

export function webhooksPage(
	viewer: Viewer,
	endpoints: readonly Endpoint[],
	told: Told | null
): Html {
	return page( {
		title: 'Webhooks',
		viewer,
		section: 'settings',
		back: { label: 'Settings', path: PATHS.integrations },
		intro: html`Ivorey tells other programs what happens, as it happens.
			<a href="/docs">What is sent, and how to verify it</a>`,
		...( endpoints.length === 0
			? {}
			: { actions: forOwners( viewer, addButton ) } ),
		body: html`${ toldNotice( told ) } ${ switchedOff( endpoints ) }
		${ card( {
			flush: true,
			body:
				endpoints.length === 0
					? emptyState( {
							title: 'No endpoint yet',
							icon: 'webhook',
							text: 'Add the address of a program that wants to know of orders, payments, contacts or products.',
							action: forOwners(
								viewer,
								addButton,
								ownersNote( 'Only an owner can add one.' )
							),
						} )
					: endpointTable( endpoints ),
		} ) }`,
	} );
}

function addButton(): Html {
	return linkButton( 'Add endpoint', PATHS.newWebhook, {
		kind: 'primary',
		icon: 'plus',
	} );
}

/** What was switched off, and not by a person; also above other pages. */
export function switchedOff( endpoints: readonly Endpoint[] ): Html | string {
	const off = endpoints.filter(
		( { offReason } ) => offReason !== null && offReason !== 'person'
	);
	const [ only ] = off;
	if ( only === undefined ) {
		return '';
	}
	return off.length === 1
		? verdict( {
				tone: 'bad',
				title: `The webhook to ${ shortUrl( only.url ) } is switched off`,
				text: OFF_REASONS[ only.offReason! ],
				actions: linkButton(
					'See why',
					endpointPath( only.endpointId ),
					{ kind: 'primary' }
				),
			} )
		: verdict( {
				tone: 'bad',
				title: `${ count( off.length, 'webhook' ) } are switched off`,
				text: 'Nothing is sent to them until you switch them on.',
				actions: linkButton( 'See them', PATHS.webhooks, {
					kind: 'primary',
				} ),
			} );
}

function endpointTable( endpoints: readonly Endpoint[] ): Html {
	return table( {
		label: 'Endpoints',
		rows: endpoints,
		href: ( { endpointId } ) => endpointPath( endpointId ),
		columns: [
			{ label: 'Endpoint', kind: 'title', cell: nameOf },
			{ label: 'State', narrow: 'first', cell: endpointPill },
			{
				label: 'Told of',
				cell: ( { types } ) =>
					types.length === 0
						? 'Automations only'
						: count( types.length, 'event' ),
			},
			{
				label: 'Since',
				narrow: 'hidden',
				cell: ( { stateSince } ) =>
					time( stateSince, { relative: true } ),
			},
		],
	} );
}
