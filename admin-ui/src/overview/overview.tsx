import {
	Card,
	CardBody,
	CardHeader,
	Notice,
	Spinner,
} from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ConnectionState } from '@ivorey/shared';
import type { Status } from '../api';
import { useStatus } from './use-status';

/** How the store stands with Ivorey, as it changes. */
export function Overview() {
	const { status, error } = useStatus();
	return (
		<div className="ivorey-panel">
			{ error !== null && (
				<Notice status="error" isDismissible={ false }>
					{ sprintf(
						/* translators: %s: an error message. */
						__(
							'The state could not be read: %s',
							'ivorey-for-woocommerce'
						),
						error
					) }
				</Notice>
			) }
			{ status?.connection.pause && (
				<Notice status="warning" isDismissible={ false }>
					{ status.connection.pause.message }
				</Notice>
			) }
			{ status === null && error === null && (
				<p role="status">
					<Spinner />
					{ __( 'Loading…', 'ivorey-for-woocommerce' ) }
				</p>
			) }
			{ status !== null && <ConnectionCard status={ status } /> }
		</div>
	);
}

function ConnectionCard( { status }: { status: Status } ) {
	const { connection, outbox } = status;
	const quarantined = outbox.quarantined ?? 0;
	const waiting =
		Object.values( outbox ).reduce( ( sum, n ) => sum + n, 0 ) -
		quarantined;
	return (
		<Card>
			<CardHeader>
				<h2>{ stateText( connection.state ) }</h2>
			</CardHeader>
			<CardBody>
				<dl>
					{ connection.account && (
						<Fact
							name={ __(
								'Ivorey account',
								'ivorey-for-woocommerce'
							) }
							value={ connection.account.name }
						/>
					) }
					{ connection.api_url !== null && (
						<Fact
							name={ __( 'Sends to', 'ivorey-for-woocommerce' ) }
							value={ connection.api_url }
						/>
					) }
					<Fact
						name={ __(
							'Waiting to be sent',
							'ivorey-for-woocommerce'
						) }
						value={ String( waiting ) }
					/>
					<Fact
						name={ __(
							'Rejected by Ivorey',
							'ivorey-for-woocommerce'
						) }
						value={ String( quarantined ) }
					/>
					<Fact
						name={ __( 'Last delivery', 'ivorey-for-woocommerce' ) }
						value={ deliveryText( status.last_delivery ) }
					/>
				</dl>
			</CardBody>
		</Card>
	);
}

function Fact( { name, value }: { name: string; value: string } ) {
	return (
		<>
			<dt>{ name }</dt>
			<dd>{ value }</dd>
		</>
	);
}

function stateText( state: ConnectionState ): string {
	switch ( state ) {
		case 'active':
			return __( 'Connected to Ivorey', 'ivorey-for-woocommerce' );
		case 'pending':
			return __( 'Waiting for approval', 'ivorey-for-woocommerce' );
		case 'paused':
			return __( 'Paused', 'ivorey-for-woocommerce' );
		case 'disconnected':
			return __( 'Not connected', 'ivorey-for-woocommerce' );
	}
}

function deliveryText( delivery: Status[ 'last_delivery' ] ): string {
	if ( delivery === null ) {
		return __( 'None yet', 'ivorey-for-woocommerce' );
	}
	const time = new Date( delivery.sent_at ).toLocaleString();
	return delivery.problem === null
		? sprintf(
				/* translators: 1: time, 2: number of records. */
				_n(
					'%1$s, %2$d record',
					'%1$s, %2$d records',
					delivery.records,
					'ivorey-for-woocommerce'
				),
				time,
				delivery.records
			)
		: sprintf(
				/* translators: 1: time, 2: name of a problem. */
				__( '%1$s, failed: %2$s', 'ivorey-for-woocommerce' ),
				time,
				delivery.problem
			);
}
