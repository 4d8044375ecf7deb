import { SnackbarList } from '@wordpress/components';
import {
	createContext,
	useCallback,
	useContext,
	useRef,
	useState,
} from '@wordpress/element';
import type { ReactNode } from 'react';

type Toast = ( text: string ) => void;

const ToastContext = createContext< Toast >( () => undefined );

/** Says that something was done; spoken by screen readers, gone by itself. */
export function useToast(): Toast {
	return useContext( ToastContext );
}

export function Toasts( { children }: { children: ReactNode } ) {
	const [ toasts, setToasts ] = useState<
		Array< { id: string; content: string } >
	>( [] );
	const count = useRef( 0 );
	const add = useCallback< Toast >( ( content ) => {
		const id = String( ++count.current );
		setToasts( ( shown ) => [ ...shown, { id, content } ] );
	}, [] );
	return (
		<ToastContext.Provider value={ add }>
			{ children }
			<div className="ivorey-toasts">
				<SnackbarList
					notices={ toasts }
					onRemove={ ( id ) =>
						setToasts( ( shown ) =>
							shown.filter( ( toast ) => toast.id !== id )
						)
					}
				/>
			</div>
		</ToastContext.Provider>
	);
}
