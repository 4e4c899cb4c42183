<?php
/**
 * Nonces: numbers that prove that a form was shown to the one who sends it, within a day.
 *
 * @package Framme
 */

function wp_nonce_tick( $action = -1 ) {
	return (int) ceil( Pretend::now() / ( DAY_IN_SECONDS / 2 ) );
}

function wp_salt( $scheme = 'auth' ) {
	$kept = get_option( 'pretend_salt' );
	if ( ! $kept ) {
		$kept = bin2hex( random_bytes( 16 ) );
		update_option( 'pretend_salt', $kept );
	}
	return $kept . $scheme;
}

function wp_hash( $data, $scheme = 'auth', $algo = 'md5' ) {
	return hash_hmac( $algo, $data, wp_salt( $scheme ) );
}

function pretend_nonce( $action, int $tick ): string {
	return substr( wp_hash( $tick . '|' . $action . '|' . get_current_user_id(), 'nonce' ), -12, 10 );
}

function wp_create_nonce( $action = -1 ) {
	return pretend_nonce( $action, wp_nonce_tick() );
}

function wp_verify_nonce( $nonce, $action = -1 ) {
	foreach ( array( 1, 2 ) as $age ) {
		if ( '' !== (string) $nonce && hash_equals( pretend_nonce( $action, wp_nonce_tick() - $age + 1 ), (string) $nonce ) ) {
			return $age;
		}
	}
	do_action( 'wp_verify_nonce_failed', $nonce, $action, wp_get_current_user(), '' );
	return false;
}

function wp_nonce_field( $action = -1, $name = '_wpnonce', $referer = true, $display = true ) {
	$html = '<input type="hidden" id="' . esc_attr( $name ) . '" name="' . esc_attr( $name ) . '" value="' . wp_create_nonce( $action ) . '" />';
	if ( $referer ) {
		$html .= wp_referer_field( false );
	}
	if ( $display ) {
		echo $html;
	}
	return $html;
}

function wp_referer_field( $display = true ) {
	$html = '<input type="hidden" name="_wp_http_referer" value="' . esc_attr( remove_query_arg( '_wp_http_referer' ) ) . '" />';
	if ( $display ) {
		echo $html;
	}
	return $html;
}

function wp_nonce_url( $actionurl, $action = -1, $name = '_wpnonce' ) {
	return esc_html( add_query_arg( $name, wp_create_nonce( $action ), str_replace( '&amp;', '&', $actionurl ) ) );
}

function check_admin_referer( $action = -1, $query_arg = '_wpnonce' ) {
	$result = isset( $_REQUEST[ $query_arg ] ) ? wp_verify_nonce( $_REQUEST[ $query_arg ], $action ) : false;
	do_action( 'check_admin_referer', $action, $result );
	if ( ! $result ) {
		wp_nonce_ays( $action );
	}
	return $result;
}

function wp_nonce_ays( $action ) {
	wp_die( 'The link you followed has expired.', 'Something went wrong.', 403 );
}

function check_ajax_referer( $action = -1, $query_arg = false, $stop = true ) {
	$nonce = '';
	foreach ( array_filter( array( $query_arg, '_ajax_nonce', '_wpnonce' ) ) as $name ) {
		if ( isset( $_REQUEST[ $name ] ) ) {
			$nonce = $_REQUEST[ $name ];
			break;
		}
	}
	$result = wp_verify_nonce( $nonce, $action );
	do_action( 'check_ajax_referer', $action, $result );
	if ( $stop && false === $result ) {
		wp_die( '-1', '', 403 );
	}
	return $result;
}

function wp_get_referer() {
	$referer = $_REQUEST['_wp_http_referer'] ?? ( $_SERVER['HTTP_REFERER'] ?? '' );
	return $referer ? wp_validate_redirect( wp_unslash( $referer ), false ) : false;
}
