import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Status } from '../api';
import { ScreenTitle } from '../ui/screen-title';
import { ConnectButton } from './connect-button';

/** R23: the store is not connected yet, or no longer. */
export function Connect( { status }: { status: Status } ) {
	return (
		<Card>
			<CardHeader>
				<ScreenTitle>
					{ __(
						'Connect this store to Ivorey',
						'ivorey-for-woocommerce'
					) }
				</ScreenTitle>
			</CardHeader>
			<CardBody>
				<p>
					{ __(
						'Your contacts, orders, transactions, products and collections appear in Ivorey and stay up to date. New orders and payments start your automations there.',
						'ivorey-for-woocommerce'
					) }
				</p>
				<h3>{ __( 'How it works', 'ivorey-for-woocommerce' ) }</h3>
				<ol className="ivorey-steps">
					<li>
						{ __(
							'You sign in to Ivorey and choose the account to connect.',
							'ivorey-for-woocommerce'
						) }
					</li>
					<li>
						{ __(
							'You choose what to import now and what to keep in sync from then on.',
							'ivorey-for-woocommerce'
						) }
					</li>
					<li>
						{ __(
							'You come back here, review what Ivorey will read, and approve or deny it. Nothing is sent before you approve.',
							'ivorey-for-woocommerce'
						) }
					</li>
				</ol>
				<p className="ivorey-hint">
					{ __(
						'Ivorey reads from your store and changes nothing in it. You can disconnect at any time.',
						'ivorey-for-woocommerce'
					) }
				</p>
				<ConnectButton
					label={ __( 'Connect', 'ivorey-for-woocommerce' ) }
					apiHost={ status.api_host }
				/>
			</CardBody>
		</Card>
	);
}
