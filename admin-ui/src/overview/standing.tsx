import {
	Card,
	CardBody,
	CardHeader,
	ExternalLink,
	Notice,
} from '@wordpress/components';
import { createInterpolateElement } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Delivery, Status } from '../api';
import { Link } from '../navigation/link';
import { numberText } from '../text/figures';
import { CheckNow } from '../ui/check-now';
import { Fact, Facts } from '../ui/facts';
import { ScreenTitle } from '../ui/screen-title';
import { Ago, Time } from '../ui/time';

/** The connection, and the last delivery. */
export function Standing( {
	status,
	refresh,
}: {
	status: Status;
	refresh: () => Promise< void >;
} ) {
	const { connection, outbox } = status;
	const waiting =
		( outbox.waiting ?? 0 ) +
		( outbox.sending ?? 0 ) +
		( outbox.retrying ?? 0 );
	const quarantined = outbox.quarantined ?? 0;
	return (
		<Card>
			<CardHeader>
				<ScreenTitle>
					{ connection.account === null
						? __( 'Connected to Ivorey', 'ivorey-for-woocommerce' )
						: sprintf(
								/* translators: %s: name of an account in Ivorey. */
								__(
									'Connected to “%s”',
									'ivorey-for-woocommerce'
								),
								connection.account.name
							) }
				</ScreenTitle>
			</CardHeader>
			<CardBody>
				{ status.stalled_since !== null && (
					<Notice
						status="warning"
						isDismissible={ false }
						className="ivorey-notice"
					>
						{ createInterpolateElement(
							__(
								'Changes have been waiting since <time/> because nothing on this server sends them. Site Health shows the cause.',
								'ivorey-for-woocommerce'
							),
							{ time: <Time at={ status.stalled_since } /> }
						) }
					</Notice>
				) }
				<Facts>
					<Fact
						name={ __( 'Last delivery', 'ivorey-for-woocommerce' ) }
					>
						<LastDelivery delivery={ status.last_delivery } />
					</Fact>
					{ status.retry_at !== null && status.failures > 0 && (
						<Fact
							name={ __(
								'Next attempt',
								'ivorey-for-woocommerce'
							) }
						>
							<Time at={ status.retry_at } />
						</Fact>
					) }
					<Fact
						name={ __(
							'Waiting to be sent',
							'ivorey-for-woocommerce'
						) }
					>
						{ numberText( waiting ) }
					</Fact>
					<Fact
						name={ __(
							'Needs attention',
							'ivorey-for-woocommerce'
						) }
					>
						{ quarantined === 0 ? (
							numberText( 0 )
						) : (
							<Link to={ { tab: 'activity' } }>
								{ sprintf(
									/* translators: %s: a number. */
									_n(
										'%s record, see why',
										'%s records, see why',
										quarantined,
										'ivorey-for-woocommerce'
									),
									numberText( quarantined )
								) }
							</Link>
						) }
					</Fact>
					{ connection.connected_at !== null && (
						<Fact
							name={ __(
								'Connected since',
								'ivorey-for-woocommerce'
							) }
						>
							<Time at={ connection.connected_at } />
						</Fact>
					) }
					{ connection.ivorey_url !== null && (
						<Fact name={ __( 'Ivorey', 'ivorey-for-woocommerce' ) }>
							<ExternalLink href={ connection.ivorey_url }>
								{ __(
									'Open Ivorey',
									'ivorey-for-woocommerce'
								) }
							</ExternalLink>
						</Fact>
					) }
					{ connection.api_url !== null && (
						<Fact
							name={ __( 'Sends to', 'ivorey-for-woocommerce' ) }
						>
							<code>{ connection.api_url }</code>
						</Fact>
					) }
				</Facts>
				{ connection.state === 'active' && (
					<CheckNow refresh={ refresh } />
				) }
			</CardBody>
		</Card>
	);
}

function LastDelivery( {
	delivery,
}: {
	delivery: Delivery | null;
} ): ReactNode {
	if ( delivery === null ) {
		return __( 'None yet', 'ivorey-for-woocommerce' );
	}
	return (
		<>
			<Ago at={ delivery.sent_at } />
			{ ' · ' }
			{ delivery.problem_text === null
				? sprintf(
						/* translators: %s: a number. */
						_n(
							'%s record',
							'%s records',
							delivery.records,
							'ivorey-for-woocommerce'
						),
						numberText( delivery.records )
					)
				: sprintf(
						/* translators: %s: why, as a sentence. */
						__( 'failed. %s', 'ivorey-for-woocommerce' ),
						delivery.problem_text
					) }
		</>
	);
}
