import { html } from 'hono/html';
import type { Settings } from '@ivorey/shared';
import { checkboxField } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { texts } from '../../texts/texts.ts';

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

/** R20: a toggle, and a box for each element. */
export function importFields(
	selected: Settings[ 'import' ],
	autofocus = false
): Html {
	return fields( {
		group: 'import',
		toggle: texts().stores.importElements,
		selected,
		boxes: IMPORT_BOXES,
		autofocus,
	} );
}

/** R21: a toggle, and a box for each element. */
export function syncFields(
	selected: Settings[ 'sync' ],
	autofocus = false
): Html {
	return fields( {
		group: 'sync',
		toggle: texts().stores.keepInSync,
		selected,
		boxes: SYNC_BOXES,
		autofocus,
	} );
}

function fields< K extends string >( options: {
	group: string;
	toggle: string;
	selected: Record< K | 'enabled', boolean >;
	boxes: readonly ( K & ( typeof SYNC_BOXES )[ number ] )[];
	/** For dialogs, so that the focus does not start on the close button. */
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
					label: texts().stores.boxes[ name ].label,
					hint: texts().stores.boxes[ name ].help,
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

/** Reads the boxes. Browsers do not send a box that is not ticked. */
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
