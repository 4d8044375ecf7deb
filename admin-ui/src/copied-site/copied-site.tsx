import {
	Button,
	Card,
	CardBody,
	CardHeader,
	Notice,
} from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { decideSite, type Status } from '../api';
import { useAction } from '../data/use-action';
import { useNavigation } from '../navigation/use-route';
import { Fact, Facts } from '../ui/facts';
import { ScreenTitle } from '../ui/screen-title';

/** The site's address is not the approved one: nothing is sent until someone says what happened. */
export function CopiedSite( {
	status: { site, connection },
}: {
	status: Status;
} ) {
	const { route } = useNavigation();
	const action = useAction( async ( decision: 'moved' | 'copy' ) => {
		const { redirect } = await decideSite( decision );
		if ( decision === 'copy' && route.approval !== null ) {
			// A link that waits for approval is still valid for the copy.
			window.location.reload();
		} else {
			window.location.assign( redirect );
		}
		// The browser is leaving the page; stay busy until then.
		await new Promise( () => undefined );
	} );
	return (
		<Card>
			<CardHeader>
				<ScreenTitle>
					{ __(
						'Has this site moved, or is it a copy?',
						'ivorey-for-woocommerce'
					) }
				</ScreenTitle>
			</CardHeader>
			<CardBody>
				<Notice
					status="warning"
					isDismissible={ false }
					className="ivorey-notice"
				>
					{ __(
						'This site is not the one that was connected to Ivorey. Nothing is sent until you decide.',
						'ivorey-for-woocommerce'
					) }
				</Notice>
				<Facts>
					<Fact
						name={ __(
							'Connected address',
							'ivorey-for-woocommerce'
						) }
					>
						<code>{ site.was_url ?? connection.store_url }</code>
					</Fact>
					<Fact
						name={ __(
							'Current address',
							'ivorey-for-woocommerce'
						) }
					>
						<code>{ site.is_url }</code>
					</Fact>
					{ connection.account && (
						<Fact
							name={ __(
								'Ivorey account',
								'ivorey-for-woocommerce'
							) }
						>
							{ connection.account.name }
						</Fact>
					) }
				</Facts>
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
				<div className="ivorey-choices">
					<Choice
						title={ __(
							'This is a copy',
							'ivorey-for-woocommerce'
						) }
						text={ __(
							'A staging site, or a backup restored next to the live store. This copy is disconnected, and the live store stays connected.',
							'ivorey-for-woocommerce'
						) }
						button={ __(
							'Disconnect this copy',
							'ivorey-for-woocommerce'
						) }
						busy={ action.busy }
						onChoose={ () => action.run( 'copy' ) }
					/>
					<Choice
						title={ __(
							'The store has moved',
							'ivorey-for-woocommerce'
						) }
						text={ __(
							'The old address is no longer used. You approve the new address, and all changes made in the meantime are sent.',
							'ivorey-for-woocommerce'
						) }
						button={ __(
							'Reconnect at the new address',
							'ivorey-for-woocommerce'
						) }
						busy={ action.busy }
						onChoose={ () => action.run( 'moved' ) }
					/>
				</div>
			</CardBody>
		</Card>
	);
}

function Choice( {
	title,
	text,
	button,
	busy,
	onChoose,
}: {
	title: string;
	text: string;
	button: string;
	busy: boolean;
	onChoose: () => void;
} ) {
	return (
		<section className="ivorey-choice">
			<h3>{ title }</h3>
			<p>{ text }</p>
			<Button
				variant="secondary"
				onClick={ onChoose }
				disabled={ busy }
				accessibleWhenDisabled
			>
				{ button }
			</Button>
		</section>
	);
}
