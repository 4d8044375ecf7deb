import { Button, Card, CardBody, CardHeader } from '@wordpress/components';
import { createInterpolateElement, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { rotateKeys, type Status } from '../api';
import { Confirm } from '../ui/confirm';
import { Time } from '../ui/time';
import { useToast } from '../ui/toasts';

interface Props {
	status: Status;
	refresh: () => Promise< void >;
}

/** The signing key: its age, and a way to renew it early. */
export function Keys( { status, refresh }: Props ) {
	const [ asks, setAsks ] = useState( false );
	const toast = useToast();
	const { credentials_at: renewedAt, state } = status.connection;
	return (
		<Card>
			<CardHeader>
				<h2>{ __( 'Keys', 'ivorey-for-woocommerce' ) }</h2>
			</CardHeader>
			<CardBody>
				<p>
					{ __(
						'Your store signs everything it sends with keys that only it and Ivorey have. They are renewed automatically every 90 days.',
						'ivorey-for-woocommerce'
					) }
				</p>
				{ renewedAt !== null && (
					<p>
						{ createInterpolateElement(
							__(
								'Last renewed: <time />',
								'ivorey-for-woocommerce'
							),
							{ time: <Time at={ renewedAt } /> }
						) }
					</p>
				) }
				<Button
					variant="secondary"
					onClick={ () => setAsks( true ) }
					disabled={ state !== 'active' }
					accessibleWhenDisabled
					aria-haspopup="dialog"
				>
					{ __( 'Renew the keys…', 'ivorey-for-woocommerce' ) }
				</Button>
			</CardBody>
			{ asks && (
				<Confirm
					title={ __(
						'Renew the keys now?',
						'ivorey-for-woocommerce'
					) }
					confirm={ __( 'Renew', 'ivorey-for-woocommerce' ) }
					onConfirm={ async () => {
						await rotateKeys();
						toast(
							__(
								'The keys were renewed.',
								'ivorey-for-woocommerce'
							)
						);
						await refresh();
					} }
					onClose={ () => setAsks( false ) }
				>
					<ul className="ivorey-never">
						<li>
							{ __(
								'Your store gets new keys from Ivorey and uses them from now on. Nothing else changes, and nothing is lost.',
								'ivorey-for-woocommerce'
							) }
						</li>
						<li>
							{ __(
								'The previous keys stay valid for a day, so anything already on its way still arrives.',
								'ivorey-for-woocommerce'
							) }
						</li>
						<li>
							{ __(
								'Earlier backups of this site contain the previous keys. If you restore one after that day, reconnect the store.',
								'ivorey-for-woocommerce'
							) }
						</li>
					</ul>
				</Confirm>
			) }
		</Card>
	);
}
