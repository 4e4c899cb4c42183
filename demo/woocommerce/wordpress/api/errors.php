<?php
/**
 * WP_Error, and the ends of a request.
 *
 * @package Framme
 */

/**
 * What has gone wrong, by code.
 */
class WP_Error {

	/**
	 * Messages by code.
	 *
	 * @var array<string|int, list<string>>
	 */
	public $errors = array();

	/**
	 * Data by code.
	 *
	 * @var array<string|int, mixed>
	 */
	public $error_data = array();

	public function __construct( $code = '', $message = '', $data = '' ) {
		if ( ! empty( $code ) ) {
			$this->add( $code, $message, $data );
		}
	}

	public function add( $code, $message, $data = '' ) {
		$this->errors[ $code ][] = $message;
		if ( ! empty( $data ) ) {
			$this->error_data[ $code ] = $data;
		}
	}

	public function add_data( $data, $code = '' ) {
		$this->error_data[ $code ? $code : $this->get_error_code() ] = $data;
	}

	public function get_error_codes() {
		return array_keys( $this->errors );
	}

	public function get_error_code() {
		return $this->errors ? array_keys( $this->errors )[0] : '';
	}

	public function get_error_messages( $code = '' ) {
		return $code ? ( $this->errors[ $code ] ?? array() ) : array_merge( array(), ...array_values( $this->errors ) );
	}

	public function get_error_message( $code = '' ) {
		return $this->errors[ $code ? $code : $this->get_error_code() ][0] ?? '';
	}

	public function get_error_data( $code = '' ) {
		return $this->error_data[ $code ? $code : $this->get_error_code() ] ?? null;
	}

	public function has_errors() {
		return array() !== $this->errors;
	}
}

function is_wp_error( $thing ) {
	return $thing instanceof WP_Error;
}

function wp_die( $message = '', $title = '', $args = array() ) {
	$args   = is_int( $args ) ? array( 'response' => $args ) : (array) $args;
	$status = is_int( $title ) ? $title : ( $args['response'] ?? ( wp_doing_ajax() ? 200 : 500 ) );
	if ( $message instanceof WP_Error ) {
		$status  = $message->get_error_data()['status'] ?? $status;
		$message = $message->get_error_message();
	}
	throw new Pretend_Died( (string) $message, is_string( $title ) ? $title : '', (int) $status );
}

function wp_redirect( $location, $status = 302, $x_redirect_by = 'WordPress' ) {
	$location = apply_filters( 'wp_redirect', $location, $status );
	if ( ! $location ) {
		return false;
	}
	throw new Pretend_Redirect( wp_sanitize_redirect( $location ), (int) apply_filters( 'wp_redirect_status', $status, $location ) );
}

function wp_sanitize_redirect( $location ) {
	return preg_replace( '/[^a-z0-9\-~+_.?#=&;,\/:%!*\[\]()@]/i', '', str_replace( ' ', '%20', (string) $location ) );
}

function wp_validate_redirect( $location, $fallback_url = '' ) {
	$host    = wp_parse_url( $location, PHP_URL_HOST );
	$own     = array( wp_parse_url( home_url(), PHP_URL_HOST ) );
	$allowed = apply_filters( 'allowed_redirect_hosts', $own, (string) $host );
	return null === $host || in_array( $host, $allowed, true ) ? $location : $fallback_url;
}

function wp_safe_redirect( $location, $status = 302, $x_redirect_by = 'WordPress' ) {
	return wp_redirect( wp_validate_redirect( wp_sanitize_redirect( $location ), admin_url() ), $status, $x_redirect_by );
}

function wp_send_json( $response, $status_code = null, $flags = 0 ) {
	throw new Pretend_Sent( $response, $status_code ? $status_code : 200 );
}

function wp_send_json_success( $value = null, $status_code = null, $flags = 0 ) {
	wp_send_json( array( 'success' => true ) + ( null === $value ? array() : array( 'data' => $value ) ), $status_code );
}

function wp_send_json_error( $value = null, $status_code = null, $flags = 0 ) {
	if ( is_wp_error( $value ) ) {
		$value = array(
			array(
				'code'    => $value->get_error_code(),
				'message' => $value->get_error_message(),
			),
		);
	}
	wp_send_json( array( 'success' => false ) + ( null === $value ? array() : array( 'data' => $value ) ), $status_code );
}

function nocache_headers() {
	pretend_header( 'Cache-Control: no-cache, must-revalidate, max-age=0, no-store, private' );
}

function status_header( $code, $description = '' ) {
	http_response_code( (int) $code );
}

function pretend_header( string $line ): void {
	if ( ! headers_sent() && 'cli' !== PHP_SAPI ) {
		header( $line );
	}
}

function _doing_it_wrong( $function_name, $message, $version ) {
	throw new LogicException( "$function_name: $message" );
}

function _deprecated_function( $function_name, $version, $replacement = '' ) {
	throw new LogicException( "$function_name is deprecated" );
}

function wp_trigger_error( $function_name, $message, $error_level = E_USER_NOTICE ) {
	trigger_error( "$function_name: $message", $error_level );
}
