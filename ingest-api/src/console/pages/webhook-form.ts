import { html } from 'hono/html';
import {
	WEBHOOK_EVENT_TYPES,
	WEBHOOK_EVENTS,
	WEBHOOK_LIMITS,
	type WebhookEventType,
} from '@ivorey/shared';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { checkboxField, textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { endpointPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

export interface WebhookFormValues {
	url: string;
	description: string;
	types: readonly string[];
}

const GROUPS: readonly ( readonly [ subject: string, legend: string ] )[] = [
	[ 'order', 'Orders' ],
	[ 'payment', 'Payments' ],
	[ 'refund', 'Refunds' ],
	[ 'contact', 'Contacts' ],
	[ 'product', 'Products' ],
	[ 'connection', 'Stores' ],
	[ 'automation', 'Automations' ],
];

/** A new endpoint, or, with its id, one that is there. */
export function webhookFormPage(
	viewer: Viewer,
	options: {
		endpointId: string | null;
		values: WebhookFormValues;
		/** What is wrong with the address. */
		error?: string | undefined;
	}
): Html {
	const { endpointId, values, error } = options;
	const above =
		endpointId === null
			? { label: 'Webhooks', path: PATHS.webhooks }
			: { label: 'Back', path: endpointPath( endpointId ) };
	return page( {
		title: endpointId === null ? 'Add endpoint' : 'Edit endpoint',
		viewer,
		section: 'settings',
		back: above,
		width: 'form',
		body: card( {
			body: postForm(
				viewer,
				endpointId === null
					? PATHS.newWebhook
					: `${ endpointPath( endpointId ) }/edit`,
				[
					textField( {
						name: 'url',
						label: 'Address',
						type: 'url',
						hint: 'Where Ivorey sends to, like https://example.com/webhooks.',
						value: values.url,
						error,
						attributes: {
							required: true,
							maxlength: WEBHOOK_LIMITS.url,
							autocomplete: 'off',
							autofocus: error !== undefined,
						},
					} ),
					textField( {
						name: 'description',
						label: 'Name',
						hint: 'What you call it here; may be empty.',
						value: values.description,
						attributes: {
							maxlength: WEBHOOK_LIMITS.description,
							autocomplete: 'off',
						},
					} ),
					html`<p class="intro">
						Choose what it is told of. With nothing chosen, only
						automations send to it.
					</p>`,
					html`<div class="event-types">
						${ GROUPS.map( ( group ) => typeGroup( group, values.types ) ) }
					</div>`,
					actions(
						linkButton( 'Cancel', above.path ),
						button( endpointId === null ? 'Add' : 'Save', {
							kind: 'primary',
						} )
					),
				],
				{ busy: 'Checking the address…' }
			),
		} ),
	} );
}

function typeGroup(
	[ subject, legend ]: readonly [ string, string ],
	chosen: readonly string[]
): Html {
	const types = WEBHOOK_EVENT_TYPES.filter( ( type ) =>
		type.startsWith( `${ subject }.` )
	);
	return html`<fieldset>
		<legend>${ legend }</legend>
		${ types.map( ( type: WebhookEventType ) =>
			checkboxField( {
				name: 'types',
				id: type,
				value: type,
				label: WEBHOOK_EVENTS[ type ].title,
				hint: WEBHOOK_EVENTS[ type ].summary,
				checked: chosen.includes( type ),
			} )
		) }
	</fieldset>`;
}

/** The secret, this once. */
export function webhookSecretPage(
	viewer: Viewer,
	endpointId: string,
	secret: string,
	{ isNew }: { isNew: boolean }
): Html {
	return page( {
		title: isNew ? 'The endpoint is added' : 'The new secret',
		viewer,
		section: 'settings',
		back: { label: 'Endpoint', path: endpointPath( endpointId ) },
		width: 'form',
		body: card( {
			body: [
				html`<p>
					Copy the secret now: it is shown this once. What Ivorey
					sends is signed with it.
				</p>`,
				textField( {
					name: 'secret',
					label: 'Signing secret',
					value: secret,
					attributes: {
						readonly: true,
						spellcheck: 'false',
						autocomplete: 'off',
					},
				} ),
				isNew
					? ''
					: html`<p>
							For a day, the old secret signs beside this one, so
							that you can replace it without a gap.
						</p>`,
				actions(
					linkButton( 'How to verify', '/docs' ),
					linkButton( 'Done', endpointPath( endpointId ), {
						kind: 'primary',
					} )
				),
			],
		} ),
	} );
}
