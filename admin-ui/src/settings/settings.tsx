import { speak } from '@wordpress/a11y';
import {
	Button,
	Card,
	CardBody,
	CardHeader,
	CheckboxControl,
	Notice,
	ToggleControl,
} from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Settings as Selections } from '@ivorey/shared';
import { disconnect, startImport, type Status } from '../api';
import { useAction } from '../data/use-action';
import { isImporting } from '../overview/import-steps';
import {
	elementExplained,
	elementName,
	IMPORT_SWITCHES,
	SYNC_SWITCHES,
} from '../text/words';
import { useNavigation } from '../navigation/use-route';
import { Confirm } from '../ui/confirm';
import { ScreenTitle } from '../ui/screen-title';
import { useToast } from '../ui/toasts';
import { Keys } from './keys';
import { useSelections } from './use-selections';

interface Props {
	status: Status;
	refresh: () => Promise< void >;
}

/** R25, R26: the elements to keep in sync, the elements of an import, and the disconnect button. */
export function Settings( { status, refresh }: Props ) {
	const { settings } = status.connection;
	return settings === null ? null : (
		<Switches status={ status } settings={ settings } refresh={ refresh } />
	);
}

function Switches( {
	status,
	settings,
	refresh,
}: Props & { settings: Selections } ) {
	const selections = useSelections( settings, refresh );
	const { shown, change, error, clearError } = selections;
	const isPaused = status.connection.state !== 'active';
	return (
		<>
			{ isPaused && (
				<p className="ivorey-hint">
					{ __(
						'You cannot change the switches while the sync is paused, because Ivorey has to confirm each change.',
						'ivorey-for-woocommerce'
					) }
				</p>
			) }
			{ error !== null && (
				<Notice
					status="error"
					onRemove={ clearError }
					politeness="assertive"
					className="ivorey-notice"
				>
					{ error }
				</Notice>
			) }
			<Card>
				<CardHeader>
					<ScreenTitle>
						{ __( 'Keep in sync', 'ivorey-for-woocommerce' ) }
					</ScreenTitle>
				</CardHeader>
				<CardBody>
					<ToggleControl
						__nextHasNoMarginBottom
						label={ __(
							'Keep Ivorey up to date',
							'ivorey-for-woocommerce'
						) }
						help={ __(
							'Applies to what happens from now on. Earlier changes are still sent.',
							'ivorey-for-woocommerce'
						) }
						checked={ shown.sync.enabled }
						disabled={ isPaused }
						onChange={ ( enabled ) =>
							change( { sync: { enabled } } )
						}
					/>
					<fieldset className="ivorey-switches">
						<legend className="screen-reader-text">
							{ __(
								'Elements to keep in sync',
								'ivorey-for-woocommerce'
							) }
						</legend>
						{ SYNC_SWITCHES.map( ( name ) => (
							<ToggleControl
								key={ name }
								__nextHasNoMarginBottom
								label={ elementName( name ) }
								help={ elementExplained( name ) }
								checked={ shown.sync[ name ] }
								disabled={ isPaused || ! shown.sync.enabled }
								onChange={ ( on ) =>
									change( { sync: { [ name ]: on } } )
								}
							/>
						) ) }
					</fieldset>
				</CardBody>
			</Card>
			<ImportSettings
				status={ status }
				refresh={ refresh }
				selections={ selections }
			/>
			<Keys status={ status } refresh={ refresh } />
			<Disconnect status={ status } refresh={ refresh } />
		</>
	);
}

function ImportSettings( {
	status,
	refresh,
	selections: { shown, change, settled },
}: Props & { selections: ReturnType< typeof useSelections > } ) {
	const { go } = useNavigation();
	const underWay = isImporting( status.import?.state );
	const nothing =
		! shown.import.enabled ||
		IMPORT_SWITCHES.every( ( name ) => ! shown.import[ name ] );
	const start = useAction( async () => {
		await settled();
		await startImport();
		await refresh();
		speak( __( 'The import has started.', 'ivorey-for-woocommerce' ) );
		go( { tab: 'overview' } );
	} );
	const isPaused = status.connection.state !== 'active';
	const hintId = useId();
	const hint = whyNoImport( isPaused, nothing );
	return (
		<Card>
			<CardHeader>
				<h2>{ __( 'Import Elements', 'ivorey-for-woocommerce' ) }</h2>
			</CardHeader>
			<CardBody>
				<ToggleControl
					__nextHasNoMarginBottom
					label={ __(
						'Import existing data',
						'ivorey-for-woocommerce'
					) }
					help={ __(
						'Applies to the next import. Imports create no duplicates and start no automations.',
						'ivorey-for-woocommerce'
					) }
					checked={ shown.import.enabled }
					disabled={ isPaused }
					onChange={ ( enabled ) =>
						change( { import: { enabled } } )
					}
				/>
				<fieldset className="ivorey-switches">
					<legend className="screen-reader-text">
						{ __( 'Elements to import', 'ivorey-for-woocommerce' ) }
					</legend>
					{ IMPORT_SWITCHES.map( ( name ) => (
						<CheckboxControl
							key={ name }
							__nextHasNoMarginBottom
							label={ elementName( name ) }
							checked={ shown.import[ name ] }
							disabled={ isPaused || ! shown.import.enabled }
							onChange={ ( on ) =>
								change( { import: { [ name ]: on } } )
							}
						/>
					) ) }
				</fieldset>
				{ start.error !== null && (
					<Notice
						status="error"
						onRemove={ start.clearError }
						politeness="assertive"
						className="ivorey-notice"
					>
						{ start.error }
					</Notice>
				) }
				<Button
					variant="secondary"
					onClick={ () => start.run() }
					isBusy={ start.busy }
					disabled={ start.busy || hint !== null || underWay }
					accessibleWhenDisabled
					aria-describedby={ hint === null ? undefined : hintId }
				>
					{ underWay
						? __( 'Import in progress', 'ivorey-for-woocommerce' )
						: __( 'Import now', 'ivorey-for-woocommerce' ) }
				</Button>
				{ hint !== null && (
					<p className="ivorey-hint" id={ hintId }>
						{ hint }
					</p>
				) }
			</CardBody>
		</Card>
	);
}

function whyNoImport( isPaused: boolean, nothing: boolean ): string | null {
	if ( isPaused ) {
		return __(
			'You cannot import while the sync is paused.',
			'ivorey-for-woocommerce'
		);
	}
	return nothing
		? __( 'Select something to import first.', 'ivorey-for-woocommerce' )
		: null;
}

function Disconnect( { status, refresh }: Props ) {
	const [ asks, setAsks ] = useState( false );
	const toast = useToast();
	const account = status.connection.account?.name ?? 'Ivorey';
	return (
		<Card>
			<CardHeader>
				<h2>{ __( 'Disconnect', 'ivorey-for-woocommerce' ) }</h2>
			</CardHeader>
			<CardBody>
				<p>
					{ __(
						'Stops the import and the sync. Everything in Ivorey stays there.',
						'ivorey-for-woocommerce'
					) }
				</p>
				<Button
					variant="secondary"
					isDestructive
					onClick={ () => setAsks( true ) }
					aria-haspopup="dialog"
				>
					{ __( 'Disconnect…', 'ivorey-for-woocommerce' ) }
				</Button>
			</CardBody>
			{ asks && (
				<Confirm
					title={ sprintf(
						/* translators: %s: name of an account in Ivorey. */
						__( 'Disconnect from “%s”?', 'ivorey-for-woocommerce' ),
						account
					) }
					confirm={ __( 'Disconnect', 'ivorey-for-woocommerce' ) }
					isDestructive
					onConfirm={ async () => {
						await disconnect();
						toast(
							__(
								'The store was disconnected.',
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
								'Everything in Ivorey stays there: contacts, orders, transactions, products and collections.',
								'ivorey-for-woocommerce'
							) }
						</li>
						<li>
							{ __(
								'Nothing in your store is changed or deleted.',
								'ivorey-for-woocommerce'
							) }
						</li>
						<li>
							{ __(
								'Changes are no longer sent, and new orders no longer start automations.',
								'ivorey-for-woocommerce'
							) }
						</li>
						<li>
							{ __(
								'When you reconnect, a new import adds what was missed, without duplicates.',
								'ivorey-for-woocommerce'
							) }
						</li>
					</ul>
				</Confirm>
			) }
		</Card>
	);
}
