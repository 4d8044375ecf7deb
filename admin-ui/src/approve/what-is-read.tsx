import { __ } from '@wordpress/i18n';
import type { Settings } from '@ivorey/shared';
import {
	elementExplained,
	elementName,
	SYNC_SWITCHES,
	type SyncSwitch,
} from '../text/words';
import { Pill } from '../ui/pill';

/** R22: the data that the selections let through, and the data that never leaves the store. */
export function WhatIsRead( { settings }: { settings: Settings } ) {
	const read = SYNC_SWITCHES.filter(
		( name ) => isImported( settings, name ) || isSynced( settings, name )
	);
	return (
		<>
			<h3>{ __( 'Ivorey will read', 'ivorey-for-woocommerce' ) }</h3>
			{ read.length === 0 && (
				<p>
					{ __(
						'Nothing for now, because nothing is selected in Ivorey. You can switch elements on later.',
						'ivorey-for-woocommerce'
					) }
				</p>
			) }
			<ul className="ivorey-reads">
				{ read.map( ( name ) => (
					<li key={ name }>
						<strong>{ elementName( name ) }</strong>{ ' ' }
						{ isImported( settings, name ) && (
							<Pill tone="neutral">
								{ __(
									'Imported now',
									'ivorey-for-woocommerce'
								) }
							</Pill>
						) }{ ' ' }
						{ isSynced( settings, name ) && (
							<Pill tone="neutral">
								{ __(
									'Kept in sync',
									'ivorey-for-woocommerce'
								) }
							</Pill>
						) }
						<span>{ elementExplained( name ) }</span>
					</li>
				) ) }
			</ul>
			<h3>{ __( 'Ivorey never reads', 'ivorey-for-woocommerce' ) }</h3>
			<ul className="ivorey-never">
				<li>
					{ __(
						'Passwords, and card or bank details',
						'ivorey-for-woocommerce'
					) }
				</li>
				<li>
					{ __(
						'Staff accounts: administrators, editors, shop managers',
						'ivorey-for-woocommerce'
					) }
				</li>
				<li>
					{ __( 'Carts and draft orders', 'ivorey-for-woocommerce' ) }
				</li>
				<li>
					{ __(
						'Posts, pages, comments and files',
						'ivorey-for-woocommerce'
					) }
				</li>
			</ul>
			<p className="ivorey-hint">
				{ __(
					'Ivorey changes nothing in your store.',
					'ivorey-for-woocommerce'
				) }
			</p>
		</>
	);
}

function isImported( { import: imported }: Settings, name: SyncSwitch ) {
	// R11: an import never fires a trigger.
	return (
		name !== 'payment_received_triggers' &&
		imported.enabled &&
		imported[ name ]
	);
}

function isSynced( { sync }: Settings, name: SyncSwitch ) {
	return sync.enabled && sync[ name ];
}
