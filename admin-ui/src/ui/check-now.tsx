import { Button, Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { checkNow } from '../api';
import { useAction } from '../data/use-action';
import { useToast } from './toasts';

/** Asks Ivorey at once for the settings and requests that the store would fetch within minutes. */
export function CheckNow( { refresh }: { refresh: () => Promise< void > } ) {
	const toast = useToast();
	const check = useAction( async () => {
		await checkNow();
		await refresh();
		toast(
			__(
				'Your store has the latest settings and requests from Ivorey.',
				'ivorey-for-woocommerce'
			)
		);
	} );
	return (
		<>
			{ check.error !== null && (
				<Notice
					status="error"
					onRemove={ check.clearError }
					politeness="assertive"
					className="ivorey-notice"
				>
					{ check.error }
				</Notice>
			) }
			<Button
				variant="secondary"
				onClick={ () => check.run() }
				isBusy={ check.busy }
				disabled={ check.busy }
				accessibleWhenDisabled
			>
				{ check.busy
					? __( 'Waiting for Ivorey…', 'ivorey-for-woocommerce' )
					: __( 'Check now', 'ivorey-for-woocommerce' ) }
			</Button>
		</>
	);
}
