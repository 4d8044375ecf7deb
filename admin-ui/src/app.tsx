import { useCallback, useState } from '@wordpress/element';
import { Activity } from './activity/activity';
import { fetchStatus, type Status } from './api';
import { Approve } from './approve/approve';
import { Connect } from './connect/connect';
import { Refused } from './connect/refused';
import { CopiedSite } from './copied-site/copied-site';
import { usePolled } from './data/use-polled';
import {
	NavigationContext,
	useLocation,
	useNavigation,
} from './navigation/use-route';
import { Tabs } from './navigation/tabs';
import { Excluded } from './overview/excluded';
import { Overview } from './overview/overview';
import { PausedNotice } from './paused/paused-notice';
import { Settings } from './settings/settings';
import { isImporting } from './overview/import-steps';
import { Failed, Loading } from './ui/states';
import { Toasts } from './ui/toasts';

const ASK_EVERY_MS = 5_000;
const ASK_EVERY_MS_IN_IMPORT = 2_000;

export function App() {
	const navigation = useLocation();
	return (
		<NavigationContext.Provider value={ navigation }>
			<Toasts>
				<div className="ivorey-panel">
					{ navigation.route.approval ? (
						<Approve
							request={ navigation.route.approval }
							undecided={ <Store /> }
						/>
					) : (
						<Store />
					) }
				</div>
			</Toasts>
		</NavigationContext.Provider>
	);
}

/** The screen that matches the state of the store. */
function Store() {
	const [ hasImport, setHasImport ] = useState( false );
	const ask = useCallback( async () => {
		const status = await fetchStatus();
		setHasImport( isImporting( status.import?.state ) );
		return status;
	}, [] );
	const { data, error, refresh } = usePolled(
		ask,
		hasImport ? ASK_EVERY_MS_IN_IMPORT : ASK_EVERY_MS
	);
	return (
		<>
			{ error !== null && <Failed error={ error } onRetry={ refresh } /> }
			{ data === null && error === null && <Loading /> }
			<Refused />
			{ data !== null && <Screen status={ data } refresh={ refresh } /> }
		</>
	);
}

function Screen( {
	status,
	refresh,
}: {
	status: Status;
	refresh: () => Promise< void >;
} ) {
	if ( status.site.copied ) {
		return <CopiedSite status={ status } />;
	}
	switch ( status.connection.state ) {
		case 'disconnected':
		case 'pending':
			return <Connect status={ status } />;
		case 'active':
		case 'paused':
			return <Connected status={ status } refresh={ refresh } />;
	}
}

function Connected( {
	status,
	refresh,
}: {
	status: Status;
	refresh: () => Promise< void >;
} ) {
	return (
		<>
			<Tabs />
			{ status.connection.pause && (
				<PausedNotice
					pause={ status.connection.pause }
					status={ status }
					refresh={ refresh }
				/>
			) }
			<TabScreen status={ status } refresh={ refresh } />
		</>
	);
}

function TabScreen( props: {
	status: Status;
	refresh: () => Promise< void >;
} ) {
	const { route } = useNavigation();
	switch ( route.tab ) {
		case 'overview':
			return route.excluded ? (
				<Excluded { ...route.excluded } />
			) : (
				<Overview { ...props } />
			);
		case 'activity':
			return <Activity { ...props } />;
		case 'settings':
			return <Settings { ...props } />;
	}
}
