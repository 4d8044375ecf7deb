import {
	Button,
	Card,
	CardBody,
	CardFooter,
	CardHeader,
	Notice,
} from '@wordpress/components';
import {
	createInterpolateElement,
	useCallback,
	useState,
} from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import {
	decideApproval,
	fetchApproval,
	type ApprovalDescription,
	type ApprovalRequest,
} from '../api';
import { apiErrorOf, errorText } from '../data/error-text';
import { useAction } from '../data/use-action';
import { usePolled } from '../data/use-polled';
import { Link } from '../navigation/link';
import { Fact, Facts } from '../ui/facts';
import { ScreenTitle } from '../ui/screen-title';
import { Failed, Loading } from '../ui/states';
import { isForGood, mayBeConnected } from './ends';
import { WhatIsRead } from './what-is-read';

interface Props {
	request: ApprovalRequest;
	/** Shown first until someone has said whether this site is a copy. */
	undecided: ReactNode;
}

/** R22: names the account and lists the data that will be read; nothing happens before the owner approves. */
export function Approve( { request, undecided }: Props ) {
	const { code, api, state } = request;
	const ask = useCallback(
		() => fetchApproval( { code, api, state } ),
		[ code, api, state ]
	);
	const { data, error, failure, refresh } = usePolled( ask );
	if ( failure?.code === 'ivorey_site_undecided' ) {
		return <>{ undecided }</>;
	}
	if ( error !== null ) {
		return isForGood( failure?.code ) ? (
			<CannotApprove error={ error } />
		) : (
			<Failed error={ error } onRetry={ refresh } />
		);
	}
	return data === null ? (
		<Loading />
	) : (
		<Question request={ request } description={ data } />
	);
}

function Question( {
	request,
	description: { account, api_host: host, settings, ends },
}: {
	request: ApprovalRequest;
	description: ApprovalDescription;
} ) {
	const [ ended, setEnded ] = useState< {
		error: string;
		mayBeConnected: boolean;
	} | null >( null );
	const action = useAction( async ( decision: 'approve' | 'deny' ) => {
		try {
			const { redirect } = await decideApproval( request, decision );
			window.location.assign( redirect );
		} catch ( thrown ) {
			const { code } = apiErrorOf( thrown );
			if ( ! isForGood( code ) ) {
				throw thrown;
			}
			setEnded( {
				error: errorText( thrown, 'action' ),
				mayBeConnected: mayBeConnected( code ),
			} );
			return;
		}
		// The browser is leaving the page; stay busy until then.
		await new Promise( () => undefined );
	} );
	if ( ended !== null ) {
		return <CannotApprove { ...ended } />;
	}
	return (
		<Card>
			<CardHeader>
				<ScreenTitle>
					{ sprintf(
						/* translators: %s: name of an account in Ivorey. */
						__(
							'Connect this store to “%s”?',
							'ivorey-for-woocommerce'
						),
						account.name
					) }
				</ScreenTitle>
			</CardHeader>
			<CardBody>
				<Facts>
					<Fact
						name={ __(
							'Ivorey account',
							'ivorey-for-woocommerce'
						) }
					>
						<strong>{ account.name }</strong>
					</Fact>
					<Fact
						name={ __(
							'Data is sent to',
							'ivorey-for-woocommerce'
						) }
					>
						<code>{ host }</code>
					</Fact>
				</Facts>
				<p className="ivorey-hint">
					{ __(
						'Approve only if you recognize this account and started this yourself.',
						'ivorey-for-woocommerce'
					) }
				</p>
				{ ends !== null && (
					<Notice
						status="warning"
						isDismissible={ false }
						className="ivorey-notice"
					>
						{ sprintf(
							/* translators: %s: name of an account in Ivorey. */
							__(
								'This ends the connection to “%s”. The data in that account stays there.',
								'ivorey-for-woocommerce'
							),
							ends.name
						) }
					</Notice>
				) }
				<WhatIsRead settings={ settings } />
				{ action.error !== null && (
					<Notice
						status="error"
						isDismissible={ false }
						politeness="assertive"
						className="ivorey-notice"
					>
						{ action.error }
					</Notice>
				) }
			</CardBody>
			<CardFooter>
				<div className="ivorey-buttons">
					<Button
						variant="secondary"
						onClick={ () => action.run( 'deny' ) }
						disabled={ action.busy }
						accessibleWhenDisabled
					>
						{ __( 'Deny', 'ivorey-for-woocommerce' ) }
					</Button>
					<Button
						variant="primary"
						onClick={ () => action.run( 'approve' ) }
						isBusy={ action.busy }
						disabled={ action.busy }
						accessibleWhenDisabled
					>
						{ __( 'Approve', 'ivorey-for-woocommerce' ) }
					</Button>
				</div>
			</CardFooter>
		</Card>
	);
}

function CannotApprove( {
	error,
	mayBeConnected: isConnectedPerhaps = false,
}: {
	error: string;
	mayBeConnected?: boolean;
} ) {
	return (
		<Card>
			<CardHeader>
				<ScreenTitle>
					{ isConnectedPerhaps
						? __(
								'The connection was not completed',
								'ivorey-for-woocommerce'
							)
						: __(
								'There is nothing to approve',
								'ivorey-for-woocommerce'
							) }
				</ScreenTitle>
			</CardHeader>
			<CardBody>
				<Notice
					status="error"
					isDismissible={ false }
					politeness="assertive"
					className="ivorey-notice"
				>
					{ error }
				</Notice>
				<p>
					{ createInterpolateElement(
						isConnectedPerhaps
							? __(
									'<a>Start again here</a> or in Ivorey.',
									'ivorey-for-woocommerce'
								)
							: __(
									'Nothing was connected or sent. <a>Start again here</a> or in Ivorey.',
									'ivorey-for-woocommerce'
								),
						{ a: <Link to={ {} }>{ null }</Link> }
					) }
				</p>
			</CardBody>
		</Card>
	);
}
