import { createRoot } from '@wordpress/element';
import { Overview } from './overview/overview';
import './style.scss';

const place = document.getElementById( 'ivorey-panel' );
if ( place ) {
	createRoot( place ).render( <Overview /> );
}
