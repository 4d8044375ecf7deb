import type { Order } from '@ivorey/shared';
import { sampleOrder, sampleOrderLine } from '@ivorey/shared/testing';
import type { EmailLayout } from '../automations/email/template.ts';
import {
	emailVariables,
	type EmailVariables,
	type EmailVariablesInput,
} from '../automations/email/variables.ts';

/** A template's variables, for an order that differs from the sample in the given fields. */
export function sampleVariables(
	order: Partial< Order > = {},
	rest: Partial< EmailVariablesInput > = {}
): EmailVariables {
	return emailVariables( {
		order: sampleOrder( order ),
		store: {
			name: 'Sample Store',
			url: 'https://store.example',
			orderUrl: 'https://store.example/my-account/view-order/1001/',
		},
		contact: null,
		account: { name: 'Sample Account', senderName: 'Sample Store' },
		images: new Map(),
		unsubscribeUrl: null,
		...rest,
	} );
}

export function sampleLayout(
	overrides: Partial< EmailLayout > = {}
): EmailLayout {
	return {
		lang: 'en',
		senderName: 'Sample Store',
		footer: [ 'Sample Store, 1 Sample Street, 10115 Sampleton' ],
		unsubscribeUrl: null,
		unsubscribeLabel: 'Unsubscribe from these e-mails',
		...overrides,
	};
}

export function orderLines( count: number ): Order[ 'line_items' ] {
	return Array.from( { length: count }, ( _, index ) =>
		sampleOrderLine( {
			id: String( index + 1 ),
			name: `Mug ${ index + 1 }`,
		} )
	);
}
