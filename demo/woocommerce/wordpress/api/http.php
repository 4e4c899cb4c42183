<?php
/**
 * HTTP to other servers, with WordPress's hooks around it.
 *
 * @package Framme
 */

function wp_remote_request( $url, $args = array() ) {
	$defaults = array(
		'method'              => 'GET',
		'timeout'             => 5,
		'redirection'         => 5,
		'httpversion'         => '1.0',
		'user-agent'          => 'WordPress/' . Pretend::WORDPRESS . '; ' . home_url(),
		'reject_unsafe_urls'  => false,
		'blocking'            => true,
		'headers'             => array(),
		'cookies'             => array(),
		'body'                => null,
		'compress'            => false,
		'decompress'          => true,
		'sslverify'           => true,
		'stream'              => false,
		'filename'            => null,
		'limit_response_size' => null,
	);
	$args  = apply_filters( 'http_request_args', array_merge( $defaults, (array) $args ), $url );
	$early = apply_filters( 'pre_http_request', false, $args, $url );
	if ( false !== $early ) {
		return $early;
	}
	$answer = pretend_curl( (string) $url, $args );
	do_action( 'http_api_debug', $answer, 'response', 'Requests', $args, $url );
	return is_wp_error( $answer ) ? $answer : apply_filters( 'http_response', $answer, $args, $url );
}

function wp_remote_get( $url, $args = array() ) {
	return wp_remote_request( $url, array( 'method' => 'GET' ) + $args );
}

function wp_remote_post( $url, $args = array() ) {
	return wp_remote_request( $url, array( 'method' => 'POST' ) + $args );
}

function wp_remote_head( $url, $args = array() ) {
	return wp_remote_request( $url, array( 'method' => 'HEAD' ) + $args + array( 'redirection' => 0 ) );
}

function wp_safe_remote_request( $url, $args = array() ) {
	return wp_remote_request( $url, array( 'reject_unsafe_urls' => true ) + $args );
}

function wp_safe_remote_get( $url, $args = array() ) {
	return wp_safe_remote_request( $url, array( 'method' => 'GET' ) + $args );
}

function wp_safe_remote_post( $url, $args = array() ) {
	return wp_safe_remote_request( $url, array( 'method' => 'POST' ) + $args );
}

function pretend_curl( string $url, array $args ) {
	if ( ! preg_match( '#^https?://[^/]#i', $url ) ) {
		return new WP_Error( 'http_request_failed', 'A valid URL was not provided.' );
	}
	$lines = array();
	foreach ( $args['headers'] as $name => $value ) {
		$lines[] = "$name: $value";
	}
	$heads  = array();
	$handle = curl_init( $url );
	// Like WordPress, whole seconds and at least one.
	$seconds = max( 1, (int) ceil( (float) $args['timeout'] ) );
	curl_setopt_array(
		$handle,
		array(
			CURLOPT_CUSTOMREQUEST  => $args['method'],
			CURLOPT_NOBODY         => 'HEAD' === $args['method'],
			CURLOPT_RETURNTRANSFER => true,
			CURLOPT_HTTPHEADER     => $lines,
			CURLOPT_USERAGENT      => $args['user-agent'],
			CURLOPT_TIMEOUT        => $seconds,
			CURLOPT_CONNECTTIMEOUT => $seconds,
			CURLOPT_FOLLOWLOCATION => $args['redirection'] > 0,
			CURLOPT_MAXREDIRS      => (int) $args['redirection'],
			CURLOPT_SSL_VERIFYPEER => (bool) $args['sslverify'],
			CURLOPT_HEADERFUNCTION => static function ( $handle, $line ) use ( &$heads ) {
				$heads[] = $line;
				return strlen( $line );
			},
		)
	);
	if ( null !== $args['body'] && array() !== $args['body'] && '' !== $args['body'] ) {
		curl_setopt( $handle, CURLOPT_POSTFIELDS, is_array( $args['body'] ) ? http_build_query( $args['body'], '', '&' ) : $args['body'] );
	}
	do_action_ref_array( 'http_api_curl', array( &$handle, $args, $url ) );
	$body = curl_exec( $handle );
	if ( false === $body ) {
		return new WP_Error( 'http_request_failed', sprintf( 'cURL error %d: %s', curl_errno( $handle ), curl_error( $handle ) ) );
	}
	if ( $args['limit_response_size'] ) {
		$body = substr( $body, 0, (int) $args['limit_response_size'] );
	}
	return pretend_answer( (int) curl_getinfo( $handle, CURLINFO_RESPONSE_CODE ), $body, pretend_headers( $heads ) );
}

function pretend_headers( array $lines ): array {
	$headers = array();
	foreach ( $lines as $line ) {
		if ( 0 === strpos( $line, 'HTTP/' ) ) {
			$headers = array();
		} elseif ( false !== strpos( $line, ':' ) ) {
			list( $name, $value )                    = explode( ':', $line, 2 );
			$headers[ strtolower( trim( $name ) ) ] = trim( $value );
		}
	}
	return $headers;
}

function pretend_answer( int $status, string $body, array $headers = array() ): array {
	return array(
		'headers'       => $headers,
		'body'          => $body,
		'response'      => array(
			'code'    => $status,
			'message' => get_status_header_desc( $status ),
		),
		'cookies'       => array(),
		'filename'      => null,
		'http_response' => null,
	);
}

function get_status_header_desc( $code ) {
	$known = array(
		200 => 'OK',
		201 => 'Created',
		302 => 'Found',
		400 => 'Bad Request',
		401 => 'Unauthorized',
		403 => 'Forbidden',
		404 => 'Not Found',
		409 => 'Conflict',
		422 => 'Unprocessable Entity',
		429 => 'Too Many Requests',
		500 => 'Internal Server Error',
		503 => 'Service Unavailable',
	);
	return $known[ $code ] ?? '';
}

function wp_remote_retrieve_headers( $response ) {
	return is_wp_error( $response ) ? array() : ( $response['headers'] ?? array() );
}

function wp_remote_retrieve_header( $response, $header ) {
	return wp_remote_retrieve_headers( $response )[ strtolower( $header ) ] ?? '';
}

function wp_remote_retrieve_response_code( $response ) {
	return is_wp_error( $response ) ? '' : ( $response['response']['code'] ?? '' );
}

function wp_remote_retrieve_response_message( $response ) {
	return is_wp_error( $response ) ? '' : ( $response['response']['message'] ?? '' );
}

function wp_remote_retrieve_body( $response ) {
	return is_wp_error( $response ) ? '' : ( $response['body'] ?? '' );
}

function wp_http_validate_url( $url ) {
	return preg_match( '#^https?://[^/\s]+#i', (string) $url ) ? $url : false;
}
