<?php
/**
 * Mails about an order, with the actions around its table.
 *
 * @package Framme
 */

/**
 * A kind of mail.
 */
class WC_Email {

	public $id;
	public $object;
	public $recipient;
	public $customer_email = true;

	public function __construct( string $id = '', $object = null, bool $for_customer = true ) {
		$this->id             = $id;
		$this->object         = $object;
		$this->customer_email = $for_customer;
		$this->recipient      = $object && $for_customer ? $object->get_billing_email() : Pretend::$site['email'];
	}

	public function is_customer_email() {
		return $this->customer_email;
	}

	public function get_recipient() {
		return $this->recipient;
	}

	public function get_email_type() {
		return 'html';
	}
}

/**
 * What WC()->mailer() returns.
 */
final class Pretend_Mailer {

	/** Those that go to the shop. */
	const FOR_SHOP = array( 'new_order', 'cancelled_order', 'failed_order' );

	/**
	 * Return a mail as it would be sent, and send nothing.
	 *
	 * @param WC_Order $order The order.
	 * @param string   $id    Which mail.
	 * @param bool     $plain Whether as text.
	 */
	public static function written( WC_Order $order, string $id, bool $plain = false ): string {
		$for_shop = in_array( $id, self::FOR_SHOP, true );
		$mail     = new WC_Email( $id, $order, ! $for_shop );
		$told     = array( $order, $for_shop, $plain, $mail );
		ob_start();
		do_action( 'woocommerce_email_header', 'Your order', $mail );
		echo $plain ? "Order #{$order->get_order_number()}\n\n" : '<h2>Order #' . esc_html( $order->get_order_number() ) . '</h2>';
		do_action_ref_array( 'woocommerce_email_before_order_table', $told );
		echo self::table( $order, $plain );
		do_action_ref_array( 'woocommerce_email_after_order_table', $told );
		do_action_ref_array( 'woocommerce_email_order_meta', $told );
		do_action_ref_array( 'woocommerce_email_customer_details', $told );
		do_action( 'woocommerce_email_footer', $mail );
		return (string) ob_get_clean();
	}

	private static function table( WC_Order $order, bool $plain ): string {
		$text = '';
		foreach ( $order->get_items() as $item ) {
			$text .= $plain ? "{$item->get_name()} x {$item->get_quantity()}\n" : '<tr><td>' . esc_html( $item->get_name() ) . '</td><td>' . (int) $item->get_quantity() . '</td></tr>';
		}
		return $plain ? "$text\n" : "<table>$text</table>";
	}

	public function get_emails() {
		$mails = array();
		foreach ( array( 'new_order', 'customer_processing_order', 'customer_completed_order' ) as $id ) {
			$mails[ $id ] = new WC_Email( $id );
		}
		return $mails;
	}
}
