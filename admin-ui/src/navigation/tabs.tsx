import { __ } from '@wordpress/i18n';
import { Link } from './link';
import { TABS, type Tab } from './route';
import { useNavigation } from './use-route';

/** Links rather than ARIA tabs: each is a page of its own, with an address. */
export function Tabs() {
	const { route } = useNavigation();
	return (
		<nav
			className="ivorey-tabs"
			aria-label={ __( 'Ivorey', 'ivorey-for-woocommerce' ) }
		>
			{ TABS.map( ( tab ) => (
				<Link key={ tab } to={ { tab } } current={ tab === route.tab }>
					{ nameOf( tab ) }
				</Link>
			) ) }
		</nav>
	);
}

function nameOf( tab: Tab ): string {
	switch ( tab ) {
		case 'overview':
			return __( 'Overview', 'ivorey-for-woocommerce' );
		case 'activity':
			return __( 'Activity', 'ivorey-for-woocommerce' );
		case 'settings':
			return __( 'Settings', 'ivorey-for-woocommerce' );
	}
}
