import { html } from 'hono/html';
import type { Settings } from '@ivorey/shared';
import { checkboxField } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';

/** In the order of the screens. */
const IMPORT_BOXES = [
	'contacts',
	'orders',
	'transactions',
	'products',
	'collections',
] as const satisfies readonly ( keyof Settings[ 'import' ] )[];
const SYNC_BOXES = [
	'contacts',
	'orders',
	'transactions',
	'payment_received_triggers',
	'products',
	'collections',
] as const satisfies readonly ( keyof Settings[ 'sync' ] )[];

const BOXES: Record<
	( typeof SYNC_BOXES )[ number ],
	{ label: string; help: string }
> = {
	contacts: {
		label: 'Contacts',
		help: 'Your customers and subscribers. Buyers always come with their orders.',
	},
	orders: { label: 'Orders', help: 'Every order except drafts.' },
	transactions: { label: 'Transactions', help: 'Payments and refunds.' },
	payment_received_triggers: {
		label: 'Payment Received Triggers',
		help: 'Start automations when an order is paid.',
	},
	products: {
		label: 'Products',
		help: 'Simple and variable products that are published and have a price.',
	},
	collections: {
		label: 'Collections',
		help: 'Product categories with at least one product.',
	},
};

/** R20: a toggle and a box each. */
export function importFields(
	selected: Settings[ 'import' ],
	autofocus = false
): Html {
	return fields( {
		group: 'import',
		toggle: 'Import Elements',
		selected,
		boxes: IMPORT_BOXES,
		autofocus,
	} );
}

/** R21: a toggle and a box each. */
export function syncFields(
	selected: Settings[ 'sync' ],
	autofocus = false
): Html {
	return fields( {
		group: 'sync',
		toggle: 'Keep in sync',
		selected,
		boxes: SYNC_BOXES,
		autofocus,
	} );
}

function fields< K extends string >( options: {
	group: string;
	toggle: string;
	selected: Record< K | 'enabled', boolean >;
	boxes: readonly ( K & keyof typeof BOXES )[];
	/** In a dialog, so that it does not begin at what closes it. */
	autofocus: boolean;
} ): Html {
	const { group, toggle, selected, boxes, autofocus } = options;
	return html`<div class="elements">
		<div class="toggle">
			${ checkboxField( {
				name: `${ group }_enabled`,
				label: toggle,
				checked: selected.enabled,
				isSwitch: true,
				attributes: { autofocus },
			} ) }
		</div>
		<fieldset class="boxes">
			<legend class="hidden">${ toggle }</legend>
			${ boxes.map( ( name ) =>
				checkboxField( {
					name: `${ group }_${ name }`,
					label: BOXES[ name ].label,
					hint: BOXES[ name ].help,
					checked: selected[ name ],
				} )
			) }
		</fieldset>
	</div>`;
}

/** Whether there is anything to import. */
export function importsAnything( selected: Settings[ 'import' ] ): boolean {
	return (
		selected.enabled && IMPORT_BOXES.some( ( name ) => selected[ name ] )
	);
}

type Form = Readonly< Record< string, unknown > >;

/** What the boxes say; one that is not ticked is not sent. */
export function readImport( form: Form ): Settings[ 'import' ] {
	const on = ( name: string ) => form[ `import_${ name }` ] === 'on';
	return {
		enabled: on( 'enabled' ),
		contacts: on( 'contacts' ),
		orders: on( 'orders' ),
		transactions: on( 'transactions' ),
		products: on( 'products' ),
		collections: on( 'collections' ),
	};
}

export function readSync( form: Form ): Settings[ 'sync' ] {
	const on = ( name: string ) => form[ `sync_${ name }` ] === 'on';
	return {
		enabled: on( 'enabled' ),
		contacts: on( 'contacts' ),
		orders: on( 'orders' ),
		transactions: on( 'transactions' ),
		payment_received_triggers: on( 'payment_received_triggers' ),
		products: on( 'products' ),
		collections: on( 'collections' ),
	};
}
