<?php
/**
 * A request to the REST interface, and its answer.
 *
 * @package Framme
 */

/**
 * A request. Parameters come from JSON, the body, the address's query and its path, in this order.
 */
class WP_REST_Request implements ArrayAccess {

	private $method;
	private $route;
	private $body    = '';
	private $headers = array();
	private $by      = array(
		'URL'      => array(),
		'GET'      => array(),
		'POST'     => array(),
		'defaults' => array(),
	);
	private $set        = array();
	private $attributes = array();

	public function __construct( $method = '', $route = '', $attributes = array() ) {
		$this->method     = strtoupper( $method );
		$this->route      = $route;
		$this->attributes = $attributes;
	}

	public function get_method() {
		return $this->method;
	}

	public function get_route() {
		return $this->route;
	}

	public function get_attributes() {
		return $this->attributes;
	}

	public function set_attributes( $attributes ) {
		$this->attributes = $attributes;
	}

	public function set_header( $key, $value ) {
		$this->headers[ strtolower( str_replace( '-', '_', $key ) ) ] = $value;
	}

	public function get_header( $key ) {
		return $this->headers[ strtolower( str_replace( '-', '_', $key ) ) ] ?? null;
	}

	public function get_headers() {
		return $this->headers;
	}

	public function set_body( $data ) {
		$this->body = $data;
	}

	public function get_body() {
		return $this->body;
	}

	public function is_json_content_type() {
		return 0 === stripos( (string) $this->get_header( 'content-type' ), 'application/json' );
	}

	public function get_json_params() {
		return $this->is_json_content_type() && '' !== $this->body ? json_decode( $this->body, true ) : array();
	}

	public function set_url_params( $params ) {
		$this->by['URL'] = $params;
	}

	public function get_url_params() {
		return $this->by['URL'];
	}

	public function set_query_params( $params ) {
		$this->by['GET'] = $params;
	}

	public function get_query_params() {
		return $this->by['GET'];
	}

	public function set_body_params( $params ) {
		$this->by['POST'] = $params;
	}

	public function get_body_params() {
		return $this->by['POST'];
	}

	public function set_default_params( $params ) {
		$this->by['defaults'] = $params;
	}

	public function get_params() {
		$json = $this->get_json_params();
		$body = 'GET' === $this->method ? array() : ( is_array( $json ) ? $json : array() ) + $this->by['POST'];
		return $this->set + $body + $this->by['GET'] + $this->by['URL'] + $this->by['defaults'];
	}

	public function get_param( $key ) {
		return $this->get_params()[ $key ] ?? null;
	}

	public function has_param( $key ) {
		return array_key_exists( $key, $this->get_params() );
	}

	public function set_param( $key, $value ) {
		$this->set[ $key ] = $value;
	}

	#[\ReturnTypeWillChange]
	public function offsetExists( $offset ) {
		return $this->has_param( $offset );
	}

	#[\ReturnTypeWillChange]
	public function offsetGet( $offset ) {
		return $this->get_param( $offset );
	}

	#[\ReturnTypeWillChange]
	public function offsetSet( $offset, $value ) {
		$this->set_param( $offset, $value );
	}

	#[\ReturnTypeWillChange]
	public function offsetUnset( $offset ) {
		unset( $this->set[ $offset ] );
	}
}

/**
 * An answer.
 */
class WP_REST_Response {

	public $data;
	public $status;
	public $headers;

	public function __construct( $data = null, $status = 200, $headers = array() ) {
		$this->data    = $data;
		$this->status  = (int) $status;
		$this->headers = $headers;
	}

	public function get_data() {
		return $this->data;
	}

	public function set_data( $data ) {
		$this->data = $data;
	}

	public function get_status() {
		return $this->status;
	}

	public function set_status( $code ) {
		$this->status = (int) $code;
	}

	public function get_headers() {
		return $this->headers;
	}

	public function header( $key, $value, $replace = true ) {
		$this->headers[ $key ] = $value;
	}

	public function is_error() {
		return 400 <= $this->status;
	}

	public function as_error() {
		return $this->is_error() ? new WP_Error( $this->data['code'] ?? '', $this->data['message'] ?? '', $this->data['data'] ?? array() ) : null;
	}
}

/**
 * Names for methods.
 */
class WP_REST_Server {

	const READABLE   = 'GET';
	const CREATABLE  = 'POST';
	const EDITABLE   = 'POST, PUT, PATCH';
	const DELETABLE  = 'DELETE';
	const ALLMETHODS = 'GET, POST, PUT, PATCH, DELETE';
}
