<?php
/**
 * What is in an order, and the products it is of.
 *
 * @package Framme
 */

/**
 * One line of an order.
 */
class WC_Order_Item_Product extends WC_Data {

	private $line;
	private $order_id;

	public function __construct( array $line, int $order_id ) {
		$this->line     = $line;
		$this->id       = (int) $line['id'];
		$this->order_id = $order_id;
		$this->read_meta( $line['meta_data'] ?? array() );
	}

	public function get_order_id() {
		return $this->order_id;
	}

	public function get_name( $context = 'view' ) {
		return $this->line['name'];
	}

	public function get_quantity( $context = 'view' ) {
		return (int) $this->line['quantity'];
	}

	public function get_product_id( $context = 'view' ) {
		return (int) ( $this->line['product_id'] ?? 0 );
	}

	public function get_variation_id( $context = 'view' ) {
		return (int) ( $this->line['variation_id'] ?? 0 );
	}

	public function get_total( $context = 'view' ) {
		return $this->line['total'];
	}

	public function get_type() {
		return 'line_item';
	}

	public function is_type( $type ) {
		return in_array( 'line_item', (array) $type, true );
	}

	public function get_product() {
		return empty( $this->line['pretend_no_product'] ) ? new WC_Product( $this->line ) : false;
	}
}

/**
 * A product, as far as a line of an order tells of it.
 */
class WC_Product {

	private $line;

	public function __construct( array $line ) {
		$this->line = $line;
	}

	public function get_id() {
		return (int) ( $this->line['product_id'] ?? 0 );
	}

	public function get_sku( $context = 'view' ) {
		return (string) ( $this->line['sku'] ?? '' );
	}

	public function get_name( $context = 'view' ) {
		return $this->line['name'];
	}

	public function is_virtual() {
		return ! empty( $this->line['pretend_virtual'] );
	}

	public function needs_shipping() {
		return ! $this->is_virtual();
	}

	public function get_permalink() {
		return home_url( '/product/' . sanitize_title( $this->line['name'] ) . '/' );
	}

	public function get_image( $size = 'woocommerce_thumbnail', $attr = array(), $placeholder = true ) {
		return '';
	}
}
