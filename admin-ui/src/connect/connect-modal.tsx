import { Button, Modal, Notice, TextControl } from '@wordpress/components';
import { useId, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { connect, type Status } from '../api';
import { useAction } from '../data/use-action';
import { parseUrl } from '../navigation/parse-url';
import { apiAddress } from './api-address';

interface Props {
	api: Status[ 'api' ];
	onClose: () => void;
}

/** Sends the owner to Ivorey; asks for its address first where nothing fixes it. */
export function ConnectModal( { api, onClose }: Props ) {
	const [ typed, setTyped ] = useState( api.url ?? '' );
	const [ mistake, setMistake ] = useState< string | null >( null );
	const field = useRef< HTMLInputElement >( null );
	const messageId = useId();
	const action = useAction( async ( url: string | null ) => {
		const { redirect } = await connect( url );
		window.location.assign( redirect );
		// The page is about to go: it stays busy until then.
		await new Promise( () => undefined );
	} );

	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( api.fixed ) {
			void action.run( null );
			return;
		}
		const address = apiAddress( typed );
		if ( ! address.ok ) {
			setMistake( address.message );
			field.current?.focus();
			return;
		}
		setMistake( null );
		void action.run( address.url );
	};

	return (
		<Modal
			title={ __( 'Connect to Ivorey', 'ivorey-for-woocommerce' ) }
			onRequestClose={ onClose }
			size="medium"
		>
			<form onSubmit={ submit } noValidate className="ivorey-form">
				{ action.error !== null && (
					<Notice
						status="error"
						isDismissible={ false }
						politeness="assertive"
					>
						{ action.error }
					</Notice>
				) }
				{ api.fixed ? (
					<p>
						{ sprintf(
							/* translators: %s: an address. */
							__(
								'You will be taken to %s, to sign in and to choose what to connect.',
								'ivorey-for-woocommerce'
							),
							hostOf( api.url )
						) }
					</p>
				) : (
					<>
						<TextControl
							ref={ field }
							label={ __(
								'Address of Ivorey’s API',
								'ivorey-for-woocommerce'
							) }
							help={ __(
								'Ivorey shows it under Settings → Integration → WooCommerce.',
								'ivorey-for-woocommerce'
							) }
							type="url"
							placeholder="https://api.ivorey.com"
							autoComplete="off"
							value={ typed }
							onChange={ setTyped }
							aria-invalid={ mistake !== null }
							aria-errormessage={
								mistake === null ? undefined : messageId
							}
							__next40pxDefaultSize
							__nextHasNoMarginBottom
						/>
						{ mistake !== null && (
							<p
								className="ivorey-mistake"
								id={ messageId }
								role="alert"
							>
								{ mistake }
							</p>
						) }
					</>
				) }
				<div className="ivorey-buttons">
					<Button variant="tertiary" onClick={ onClose }>
						{ __( 'Cancel', 'ivorey-for-woocommerce' ) }
					</Button>
					<Button
						variant="primary"
						type="submit"
						isBusy={ action.busy }
						disabled={ action.busy }
						accessibleWhenDisabled
					>
						{ __( 'Continue to Ivorey', 'ivorey-for-woocommerce' ) }
					</Button>
				</div>
			</form>
		</Modal>
	);
}

function hostOf( url: string | null ): string {
	return ( url && parseUrl( url )?.host ) || 'Ivorey';
}
