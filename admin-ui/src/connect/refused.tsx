import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { useNavigation } from '../navigation/use-route';

/** What became of connecting, where it was given up, on whatever screen that leads to. */
export function Refused() {
	const { route, go } = useNavigation();
	return route.refused === null ? null : (
		<Notice
			status={ route.refused === DENIED ? 'info' : 'warning' }
			className="ivorey-notice"
			onRemove={ () => go( {}, { replace: true } ) }
		>
			{ refusedText( route.refused ) }
		</Notice>
	);
}

/** ApprovalController.php: by the person here. */
const DENIED = 'denied_here';

/** Ivorey's are of RFC 6749, 4.1.2.1. */
function refusedText( error: string ): string {
	switch ( error ) {
		case DENIED:
			return __(
				'You denied the connection. Nothing was stored, and nothing was sent.',
				'ivorey-for-woocommerce'
			);
		case 'access_denied':
			return __(
				'It was declined in Ivorey. Nothing was changed, and nothing was sent.',
				'ivorey-for-woocommerce'
			);
		default:
			return __(
				'Ivorey could not go on with it. Nothing was changed, and nothing was sent. Please try again.',
				'ivorey-for-woocommerce'
			);
	}
}
