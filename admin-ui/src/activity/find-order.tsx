import {
	Button,
	Card,
	CardBody,
	CardHeader,
	TextControl,
} from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { explainOrder } from '../api';
import { usePolled } from '../data/use-polled';
import { useNavigation } from '../navigation/use-route';
import { ScreenTitle } from '../ui/screen-title';
import { Empty, Failed, Loading } from '../ui/states';
import { Timeline } from './timeline';

/** "Where is order 1234?" The number is part of the URL, so that the answer can be shared. */
export function FindOrder() {
	const { route, go } = useNavigation();
	const [ typed, setTyped ] = useState( route.order ?? '' );
	useEffect( () => setTyped( route.order ?? '' ), [ route.order ] );
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		const order = typed.trim().replace( /^#/, '' );
		go( { tab: 'activity', order: order === '' ? null : order } );
	};
	return (
		<Card>
			<CardHeader>
				<ScreenTitle>
					{ __( 'Find an order', 'ivorey-for-woocommerce' ) }
				</ScreenTitle>
			</CardHeader>
			<CardBody>
				<form onSubmit={ submit } className="ivorey-find" role="search">
					<TextControl
						label={ __( 'Order number', 'ivorey-for-woocommerce' ) }
						value={ typed }
						onChange={ setTyped }
						autoComplete="off"
						__next40pxDefaultSize
						__nextHasNoMarginBottom
					/>
					<Button
						variant="secondary"
						type="submit"
						__next40pxDefaultSize
					>
						{ __( 'Find', 'ivorey-for-woocommerce' ) }
					</Button>
				</form>
				{ route.order !== null && <Found number={ route.order } /> }
			</CardBody>
		</Card>
	);
}

function Found( { number }: { number: string } ) {
	const ask = useCallback( () => explainOrder( number ), [ number ] );
	const { data, error, failure, refresh } = usePolled( ask );
	const isUnknown = failure?.data.status === 404;
	return (
		<section
			className="ivorey-found"
			aria-label={ sprintf(
				/* translators: %s: number of an order. */
				__( 'Order %s', 'ivorey-for-woocommerce' ),
				number
			) }
			aria-live="polite"
		>
			{ isUnknown && (
				<Empty>
					{ sprintf(
						/* translators: %s: what was searched for. */
						__(
							'Order “%s” was not found in your store or in Ivorey.',
							'ivorey-for-woocommerce'
						),
						number
					) }
				</Empty>
			) }
			{ error !== null && ! isUnknown && (
				<Failed error={ error } onRetry={ refresh } />
			) }
			{ data === null && error === null && <Loading /> }
			{ data !== null && <Timeline explained={ data } /> }
		</section>
	);
}
