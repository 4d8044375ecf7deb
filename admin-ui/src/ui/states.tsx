import { Button, Notice, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

export function Loading() {
	return (
		<p className="ivorey-loading" role="status">
			<Spinner />
			{ __( 'Loading…', 'ivorey-for-woocommerce' ) }
		</p>
	);
}

/** Something could not be read; the content that is already there stays below. */
export function Failed( {
	error,
	onRetry,
}: {
	error: string;
	onRetry: () => void;
} ) {
	return (
		<Notice
			status="error"
			isDismissible={ false }
			politeness="assertive"
			className="ivorey-notice"
		>
			<p>{ error }</p>
			<Button variant="primary" onClick={ onRetry } size="compact">
				{ __( 'Retry', 'ivorey-for-woocommerce' ) }
			</Button>
		</Notice>
	);
}

export function Empty( { children }: { children: ReactNode } ) {
	return <p className="ivorey-empty">{ children }</p>;
}
