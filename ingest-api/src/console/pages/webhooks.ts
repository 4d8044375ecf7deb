import { html } from 'hono/html';
import type { Endpoint } from '../../webhooks/queries.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import type { Html } from '../parts/html.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { verdict, toldNotice, type Told } from '../parts/verdict.ts';
import { endpointPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { endpointPill, nameOf, shortUrl } from '../webhook-words.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

export function webhooksPage(
	viewer: Viewer,
	endpoints: readonly Endpoint[],
	told: Told | null
): Html {
	return page( {
		title: texts().webhooks.title,
		viewer,
		section: 'settings',
		back: { label: texts().settings.title, path: PATHS.integrations },
		intro: html`${ texts().webhooks.intro() }`,
		...( endpoints.length === 0
			? {}
			: { actions: forOwners( viewer, addButton ) } ),
		body: html`${ toldNotice( told ) } ${ switchedOff( endpoints ) }
		${ card( {
			flush: true,
			body:
				endpoints.length === 0
					? emptyState( {
							title: texts().webhooks.noneYet,
							icon: 'webhook',
							text: texts().webhooks.noneYetText,
							action: forOwners(
								viewer,
								addButton,
								ownersNote( texts().webhooks.ownersAdd )
							),
						} )
					: endpointTable( endpoints ),
		} ) }`,
	} );
}

function addButton(): Html {
	return linkButton( texts().webhooks.addEndpoint, PATHS.newWebhook, {
		kind: 'primary',
		icon: 'plus',
	} );
}

/** Endpoints that were switched off, but not by a person; other pages show this, too. */
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
				title: texts().webhooks.oneOff( {
					endpoint: shortUrl( only.url ),
				} ),
				text: texts().webhooks.offReasons[ only.offReason! ],
				actions: linkButton(
					texts().webhooks.seeWhy,
					endpointPath( only.endpointId ),
					{ kind: 'primary' }
				),
			} )
		: verdict( {
				tone: 'bad',
				title: texts().webhooks.someOff( off.length ),
				text: texts().webhooks.someOffText,
				actions: linkButton( texts().webhooks.seeThem, PATHS.webhooks, {
					kind: 'primary',
				} ),
			} );
}

function endpointTable( endpoints: readonly Endpoint[] ): Html {
	return table( {
		label: texts().webhooks.endpoints,
		rows: endpoints,
		href: ( { endpointId } ) => endpointPath( endpointId ),
		columns: [
			{ label: texts().webhooks.endpoint, kind: 'title', cell: nameOf },
			{
				label: texts().common.state,
				narrow: 'first',
				cell: endpointPill,
			},
			{
				label: texts().webhooks.events,
				cell: ( { types } ) =>
					types.length === 0
						? texts().webhooks.automationsOnly
						: texts().webhooks.eventCount( types.length ),
			},
			{
				label: texts().webhooks.since,
				narrow: 'hidden',
				cell: ( { stateSince } ) =>
					time( stateSince, { relative: true } ),
			},
		],
	} );
}
