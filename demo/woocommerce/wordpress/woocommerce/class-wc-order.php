<?php
/**
 * An order, with the methods that plugins use of the real one.
 *
 * @package Framme
 */

/**
 * Reads its document; a change is kept when it is saved, and told by WooCommerce's actions.
 *
 * Addresses are read by get_billing_…() and get_shipping_…().
 */
class WC_Order extends WC_Data {

	private $data;
	private $items     = null;
	private $new_state = null;

	public function __construct( $order = 0 ) {
		$document = is_array( $order ) ? $order : Pretend::$orders->find( (int) $order );
		if ( ! $document ) {
			throw new Exception( 'Invalid order.' );
		}
		$this->read( $document );
	}

	private function read( array $document ): void {
		$this->data      = $document;
		$this->id        = (int) $document['id'];
		$this->new_state = null;
		$this->read_meta( $document['meta_data'] );
	}

	public function __call( $name, $arguments ) {
		if ( preg_match( '/^get_(billing|shipping)_(first_name|last_name|company|address_1|address_2|city|state|postcode|country|email|phone)$/', $name, $found ) ) {
			return $this->data[ $found[1] ][ $found[2] ] ?? '';
		}
		if ( preg_match( '/^get_(currency|total|customer_note|order_key|created_via|payment_method|payment_method_title|shipping_total|total_tax|transaction_id)$/', $name, $found ) ) {
			return $this->data[ $found[1] ] ?? '';
		}
		throw new BadMethodCallException( "the pretend WC_Order has no method $name" );
	}

	public function get_data() {
		return $this->data;
	}

	public function get_type() {
		return $this->data['pretend_type'] ?? 'shop_order';
	}

	public function get_parent_id() {
		return (int) $this->data['parent_id'];
	}

	public function get_order_number() {
		return (string) apply_filters( 'woocommerce_order_number', $this->data['number'], $this );
	}

	public function get_status( $context = 'view' ) {
		return null !== $this->new_state ? $this->new_state : $this->data['status'];
	}

	public function has_status( $status ) {
		return in_array( $this->get_status(), (array) $status, true );
	}

	public function is_paid() {
		return $this->has_status( wc_get_is_paid_statuses() );
	}

	public function set_status( $new_status, $note = '', $manual_update = false ) {
		$from            = $this->get_status();
		$this->new_state = preg_replace( '/^wc-/', '', $new_status );
		return array(
			'from' => $from,
			'to'   => $this->new_state,
		);
	}

	public function update_status( $new_status, $note = '', $manual = false ) {
		$this->set_status( $new_status, $note, $manual );
		$this->save();
		return true;
	}

	public function get_customer_id( $context = 'view' ) {
		return (int) $this->data['customer_id'];
	}

	public function get_user_id( $context = 'view' ) {
		return $this->get_customer_id();
	}

	public function get_user() {
		return $this->get_customer_id() ? get_user_by( 'id', $this->get_customer_id() ) : false;
	}

	public function get_date_created( $context = 'view' ) {
		return WC_DateTime::of_gmt( $this->data['date_created_gmt'] );
	}

	public function get_date_modified( $context = 'view' ) {
		return WC_DateTime::of_gmt( $this->data['date_modified_gmt'] );
	}

	public function get_date_paid( $context = 'view' ) {
		return WC_DateTime::of_gmt( $this->data['date_paid_gmt'] );
	}

	public function get_date_completed( $context = 'view' ) {
		return WC_DateTime::of_gmt( $this->data['date_completed_gmt'] );
	}

	public function get_items( $types = 'line_item' ) {
		if ( null === $this->items ) {
			$this->items = array();
			foreach ( $this->data['line_items'] as $line ) {
				$this->items[ (int) $line['id'] ] = new WC_Order_Item_Product( $line, $this->id );
			}
		}
		return in_array( 'line_item', (array) $types, true ) ? $this->items : array();
	}

	public function get_item( $item_id, $load_from_db = true ) {
		return $this->get_items()[ (int) $item_id ] ?? false;
	}

	public function get_item_count( $item_type = '' ) {
		return array_sum( array_column( $this->data['line_items'], 'quantity' ) );
	}

	public function get_qty_refunded_for_item( $item_id, $item_type = 'line_item' ) {
		return -1 * (int) ( $this->data['pretend_refunded'][ $item_id ] ?? 0 );
	}

	public function get_total_refunded() {
		return array_sum( array_map( 'abs', array_map( 'floatval', array_column( $this->data['refunds'], 'total' ) ) ) );
	}

	public function needs_shipping_address() {
		return array() !== $this->data['shipping_lines'];
	}

	public function has_shipping_address() {
		return '' !== ( $this->data['shipping']['address_1'] ?? '' ) . ( $this->data['shipping']['address_2'] ?? '' );
	}

	public function get_formatted_billing_full_name() {
		return trim( $this->data['billing']['first_name'] . ' ' . $this->data['billing']['last_name'] );
	}

	public function get_formatted_shipping_full_name() {
		return trim( $this->data['shipping']['first_name'] . ' ' . $this->data['shipping']['last_name'] );
	}

	public function get_formatted_order_total( $tax_display = '', $display_refunded = true ) {
		return wc_price( $this->data['total'], array( 'currency' => $this->data['currency'] ) );
	}

	public function get_view_order_url() {
		return apply_filters( 'woocommerce_get_view_order_url', wc_get_endpoint_url( 'view-order', (string) $this->id, wc_get_page_permalink( 'myaccount' ) ), $this );
	}

	public function get_checkout_order_received_url() {
		$url = wc_get_endpoint_url( 'order-received', (string) $this->id, wc_get_page_permalink( 'checkout' ) );
		return add_query_arg( 'key', $this->data['order_key'], $url );
	}

	public function get_edit_order_url() {
		return \Automattic\WooCommerce\Utilities\OrderUtil::get_order_admin_edit_url( $this->id );
	}

	public function key_is_valid( $key ) {
		return hash_equals( $this->data['order_key'], (string) $key );
	}

	public function add_order_note( $note, $is_customer_note = 0, $added_by_user = false, $meta_data = array() ) {
		$this->data['pretend_notes'][] = $note;
		do_action( 'woocommerce_order_note_added', 1, $this );
		return 1;
	}

	public function save() {
		do_action( 'woocommerce_before_order_object_save', $this, null );
		$from  = $this->data['status'];
		$to    = $this->get_status();
		$moved = $from !== $to;
		if ( $moved ) {
			Pretend::$orders->set_status( $this->id, $to );
		}
		if ( $this->changed ) {
			Pretend::$orders->write_meta( $this->id, $this->changed );
			pretend_meta_of_post_saved( $this->id, $this->changed );
		}
		$this->read( Pretend::$orders->find( $this->id ) );
		do_action( 'woocommerce_update_order', $this->id, $this );
		do_action( 'woocommerce_after_order_object_save', $this, null );
		if ( $moved ) {
			do_action( 'woocommerce_order_status_' . $to, $this->id, $this );
			do_action( 'woocommerce_order_status_changed', $this->id, $from, $to, $this );
		}
		return $this->id;
	}

	public function save_meta_data() {
		if ( ! $this->changed ) {
			return;
		}
		Pretend::$orders->write_meta( $this->id, $this->changed );
		pretend_meta_of_post_saved( $this->id, $this->changed );
		$this->changed = array();
		if ( 'hpos' === Pretend::$storage ) {
			// The tables of orders note when meta data change, the tables of posts do not.
			do_action( 'woocommerce_update_order', $this->id, $this );
		}
	}

	public function delete( $force_delete = false ) {
		$id = $this->id;
		if ( $force_delete ) {
			do_action( 'woocommerce_before_delete_order', $id, $this );
			Pretend::$orders->erase( $id );
			$this->id = 0;
			do_action( 'woocommerce_delete_order', $id );
			return true;
		}
		do_action( 'woocommerce_before_trash_order', $id, $this );
		Pretend::$orders->trash( $id );
		do_action( 'woocommerce_trash_order', $id );
		return true;
	}

	public function untrash() {
		Pretend::$orders->untrash( $this->id );
		$before = $this->data['status'];
		$this->read( Pretend::$orders->find( $this->id ) );
		do_action( 'woocommerce_untrash_order', $this->id, $this->data['status'] );
		return 'trash' === $before;
	}
}
