<?php
/**
 * The REST interface: routes, who may use them, and what they are asked with.
 *
 * @package Framme
 */

function register_rest_route( $route_namespace, $route, $args = array(), $override = false ) {
	if ( ! doing_action( 'rest_api_init' ) && ! did_action( 'rest_api_init' ) ) {
		_doing_it_wrong( __FUNCTION__, 'REST API routes must be registered on the rest_api_init action.', '5.1.0' );
	}
	$handlers = isset( $args['callback'] ) ? array( $args ) : array_filter( $args, 'is_int', ARRAY_FILTER_USE_KEY );
	foreach ( $handlers as $handler ) {
		if ( empty( $handler['permission_callback'] ) ) {
			_doing_it_wrong( __FUNCTION__, "The route $route needs a permission_callback.", '5.5.0' );
		}
		$methods            = is_array( $handler['methods'] ?? 'GET' ) ? $handler['methods'] : explode( ',', $handler['methods'] ?? 'GET' );
		$handler['methods'] = array_map( 'trim', $methods );
		$handler['args']    = ( $handler['args'] ?? array() ) + ( $args['args'] ?? array() );

		$GLOBALS['pretend_routes'][ '/' . trim( $route_namespace, '/' ) . '/' . trim( $route, '/' ) ][] = $handler;
	}
	return true;
}

function rest_get_server() {
	if ( ! did_action( 'rest_api_init' ) ) {
		$server = new WP_REST_Server();
		do_action( 'rest_api_init', $server );
	}
	return new WP_REST_Server();
}

function rest_do_request( $request ) {
	$request = is_string( $request ) ? new WP_REST_Request( 'GET', $request ) : $request;
	rest_get_server();
	$early = apply_filters( 'rest_pre_dispatch', null, new WP_REST_Server(), $request );
	if ( null !== $early ) {
		return rest_ensure_response( is_wp_error( $early ) ? rest_convert_error_to_response( $early ) : $early );
	}
	$handler = pretend_handler( $request );
	$result  = is_wp_error( $handler ) ? $handler : pretend_handled( $request, $handler );
	return is_wp_error( $result ) ? rest_convert_error_to_response( $result ) : rest_ensure_response( $result );
}

function pretend_handler( WP_REST_Request $request ) {
	$method = $request->get_method();
	foreach ( $GLOBALS['pretend_routes'] ?? array() as $route => $handlers ) {
		if ( ! preg_match( '@^' . $route . '$@i', $request->get_route(), $found ) ) {
			continue;
		}
		foreach ( $handlers as $handler ) {
			if ( in_array( $method, $handler['methods'], true ) ) {
				$request->set_url_params( array_filter( $found, 'is_string', ARRAY_FILTER_USE_KEY ) );
				return $handler;
			}
		}
	}
	return new WP_Error( 'rest_no_route', 'No route was found matching the URL and request method.', array( 'status' => 404 ) );
}

function pretend_handled( WP_REST_Request $request, array $handler ) {
	$request->set_attributes( $handler );
	$defaults = array();
	foreach ( $handler['args'] as $name => $rule ) {
		if ( array_key_exists( 'default', $rule ) ) {
			$defaults[ $name ] = $rule['default'];
		}
	}
	$request->set_default_params( $defaults );
	$wrong = pretend_wrong_parameters( $request, $handler['args'] );
	if ( $wrong ) {
		return $wrong;
	}
	$early = apply_filters( 'rest_request_before_callbacks', null, $handler, $request );
	if ( null !== $early ) {
		return $early;
	}
	$may = call_user_func( $handler['permission_callback'], $request );
	if ( is_wp_error( $may ) ) {
		return $may;
	}
	if ( ! $may ) {
		return new WP_Error( 'rest_forbidden', 'Sorry, you are not allowed to do that.', array( 'status' => rest_authorization_required_code() ) );
	}
	return call_user_func( $handler['callback'], $request );
}

function pretend_wrong_parameters( WP_REST_Request $request, array $rules ): ?WP_Error {
	if ( $request->is_json_content_type() && '' !== $request->get_body() && null === json_decode( $request->get_body() ) ) {
		return new WP_Error( 'rest_invalid_json', 'Invalid JSON body passed.', array( 'status' => 400 ) );
	}
	$missing = array();
	$invalid = array();
	foreach ( $rules as $name => $rule ) {
		$value = $request->get_param( $name );
		if ( null === $value ) {
			if ( ! empty( $rule['required'] ) ) {
				$missing[] = $name;
			}
			continue;
		}
		$is_good = isset( $rule['validate_callback'] ) ? call_user_func( $rule['validate_callback'], $value, $request, $name ) : rest_validate_value_from_schema( $value, $rule, $name );
		if ( is_wp_error( $is_good ) || false === $is_good ) {
			$invalid[ $name ] = is_wp_error( $is_good ) ? $is_good->get_error_message() : 'Invalid parameter.';
		} elseif ( isset( $rule['sanitize_callback'] ) ) {
			$request->set_param( $name, call_user_func( $rule['sanitize_callback'], $value, $request, $name ) );
		} elseif ( isset( $rule['type'] ) ) {
			$request->set_param( $name, rest_sanitize_value_from_schema( $value, $rule, $name ) );
		}
	}
	if ( $missing ) {
		return new WP_Error( 'rest_missing_callback_param', 'Missing parameter(s): ' . implode( ', ', $missing ), array( 'status' => 400, 'params' => $missing ) );
	}
	if ( $invalid ) {
		return new WP_Error( 'rest_invalid_param', 'Invalid parameter(s): ' . implode( ', ', array_keys( $invalid ) ), array( 'status' => 400, 'params' => $invalid ) );
	}
	return null;
}

function rest_validate_value_from_schema( $value, $args, $param = '' ) {
	$checks = array(
		'string'  => 'is_string',
		'integer' => 'is_numeric',
		'number'  => 'is_numeric',
		'boolean' => 'rest_is_boolean',
		'array'   => 'is_array',
		'object'  => 'is_array',
	);
	$type   = $args['type'] ?? '';
	$wrong  = isset( $checks[ $type ] ) && ! call_user_func( $checks[ $type ], $value );
	$wrong  = $wrong || ( isset( $args['enum'] ) && ! in_array( $value, $args['enum'], true ) );
	$wrong  = $wrong || ( isset( $args['minLength'] ) && strlen( $value ) < $args['minLength'] ) || ( isset( $args['maxLength'] ) && strlen( $value ) > $args['maxLength'] );
	$wrong  = $wrong || ( isset( $args['pattern'] ) && ! preg_match( '#' . str_replace( '#', '\\#', $args['pattern'] ) . '#u', $value ) );
	$wrong  = $wrong || ( isset( $args['minimum'] ) && $value < $args['minimum'] ) || ( isset( $args['maximum'] ) && $value > $args['maximum'] );
	return $wrong ? new WP_Error( 'rest_invalid_type', "$param is not of type $type.", array( 'param' => $param ) ) : true;
}

function rest_sanitize_value_from_schema( $value, $args, $param = '' ) {
	$type = $args['type'] ?? '';
	if ( 'integer' === $type ) {
		return (int) $value;
	}
	return 'boolean' === $type ? rest_sanitize_boolean( $value ) : $value;
}

function rest_is_boolean( $maybe_bool ) {
	return is_bool( $maybe_bool ) || in_array( $maybe_bool, array( 0, 1, '0', '1', 'true', 'false' ), true );
}

function rest_sanitize_boolean( $value ) {
	return is_string( $value ) ? ! in_array( strtolower( $value ), array( 'false', '0', '' ), true ) : (bool) $value;
}

function rest_authorization_required_code() {
	return is_user_logged_in() ? 403 : 401;
}

function rest_ensure_response( $response ) {
	return $response instanceof WP_REST_Response || is_wp_error( $response ) ? $response : new WP_REST_Response( $response );
}

function rest_convert_error_to_response( $error ) {
	$data = $error->get_error_data();
	$body = array(
		'code'    => $error->get_error_code(),
		'message' => $error->get_error_message(),
		'data'    => $data,
	);
	return new WP_REST_Response( $body, is_array( $data ) ? ( $data['status'] ?? 500 ) : 500 );
}

function rest_is_field_included( $field, $fields ) {
	return in_array( $field, $fields, true );
}

function wp_is_json_request() {
	return false !== strpos( $_SERVER['HTTP_ACCEPT'] ?? '', 'application/json' );
}

function wp_is_serving_rest_request() {
	return defined( 'REST_REQUEST' ) && REST_REQUEST;
}
