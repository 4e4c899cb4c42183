<?php
/**
 * The part in WooCommerce's mails to customers.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class MailsTest extends ShopperTestCase {

	const PARCEL = array( 'id' => 'p_1', 'carrier' => 'PostNord', 'number' => '0037', 'url' => '', 'shipped_at' => 1, 'items' => array() );

	private function part( WC_Order $order, bool $to_admin = false, bool $plain = false ): string {
		return $this->shown( static function () use ( $order, $to_admin, $plain ): void {
			do_action( 'woocommerce_email_after_order_table', $order, $to_admin, $plain, null );
		} );
	}

	public function test_a_customers_mail_says_where_the_order_is_and_leads_to_its_page(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$mail = $this->mail( $order, 'customer_completed_order' );
		$this->assertStringContainsString( 'Corner Kiosk', $mail );
		$this->assertStringContainsString( 'href="https://track.example/t/q1w2"', $mail );
		$this->assertStringContainsString( 'TP123456789SE', $mail );
	}

	public function test_a_plain_mail_says_it_in_plain_text(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order, array( 'headline' => 'At "Bits & <b>Bobs</b>"' ) );
		$mail = $this->part( $order, false, true );
		$this->assertStringContainsString( 'Follow your delivery: https://track.example/t/q1w2', $mail );
		$this->assertStringContainsString( 'At "Bits & Bobs"', $mail );
		$this->assertStringContainsString( 'Tracking number: TP123456789SE', $mail );
		$this->assertStringNotContainsString( '<', $mail );
	}

	public function test_a_merchants_mail_stays_as_it_is(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$this->assertSame( '', $this->part( $order, true ) );
		$this->assertStringNotContainsString( 'Corner Kiosk', $this->mail( $order, 'new_order' ) );
		$this->assertSame( array(), $this->asked );
	}

	public function test_a_mail_to_staff_that_does_not_say_so_stays_as_it_is_too(): void {
		$this->connect();
		$order = $this->earlier_order( array( 'meta' => array( '_framme_parcels' => array( self::PARCEL ) ) ) );
		$mail  = new WC_Email( 'packing_list', $order, false );
		$this->assertSame( '', $this->shown( static function () use ( $order, $mail ): void {
			Framme_Mails::show( $order, false, false, $mail );
		} ) );
	}

	public function test_mails_can_be_left_as_they_are(): void {
		$this->connect();
		Framme_Options::change( array( 'in_mails' => false ) );
		$this->assertSame( '', $this->part( $this->earlier_order( array( 'meta' => array( '_framme_parcels' => array( self::PARCEL ) ) ) ) ) );
		$this->assertSame( array(), $this->asked );
	}

	public function test_an_order_nobody_knows_of_adds_nothing(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'order?', 404, array( 'error' => 'Unknown.' ) );
		$this->assertSame( '', $this->part( $this->earlier_order() ) );
	}

	public function test_an_order_of_this_minute_is_not_asked_about(): void {
		$this->connect();
		$this->assertSame( '', $this->part( $this->order( array( 'customer_id' => 2, 'status' => 'processing' ) ) ) );
		$this->assertSame( array(), $this->asked );
	}

	public function test_when_framme_is_away_the_mail_has_the_shops_own_number_and_leads_to_the_account(): void {
		$this->connect();
		$this->framme_is_away();
		$order = $this->earlier_order( array( 'meta' => array( '_framme_parcels' => array( self::PARCEL ) ) ) );
		$mail  = $this->part( $order );
		$this->assertStringContainsString( '0037', $mail );
		$this->assertStringContainsString( 'framme-deliveries/' . $order->get_id(), $mail );
	}

	public function test_a_guest_is_led_to_the_tracking_page(): void {
		$this->connect();
		$this->framme_is_away();
		$page = Pretend::add_page( 'Track', '[framme_order_tracking]', 'track' );
		Framme_Options::change( array( 'tracking_page_id' => $page ) );
		$mail = $this->part( $this->earlier_order( array( 'customer_id' => 0, 'meta' => array( '_framme_parcels' => array( self::PARCEL ) ) ) ) );
		$this->assertStringContainsString( 'href="' . get_permalink( $page ) . '"', $mail );
		$this->assertStringNotContainsString( 'framme-deliveries', $mail );
	}

	public function test_a_mail_is_read_later_so_old_news_is_left_out_of_it(): void {
		$this->connect();
		$order               = $this->earlier_order();
		$told                = $this->told( 'order.en' );
		$told['order']['id'] = (string) $order->get_id();
		Framme_Cache::keep( 'order', array( 'id' => (string) $order->get_id(), 'lang' => 'en_US' ), new Framme_Answer( 200, $told, time() - 7200 ) );
		$this->framme_is_away();
		$mail = $this->part( $order );
		$this->assertStringNotContainsString( 'Corner Kiosk', $mail );
		$this->assertStringContainsString( 'TP123456789SE', $mail );
		$this->assertStringContainsString( 'https://track.example/t/q1w2', $mail );
	}

	public function test_a_preview_of_a_mail_asks_about_nobodys_order(): void {
		$this->connect();
		add_filter( 'woocommerce_is_email_preview', '__return_true' );
		$this->assertSame( '', $this->part( $this->earlier_order() ) );
		$this->assertSame( array(), $this->asked );
	}

	public function test_a_link_that_is_no_web_address_is_not_put_into_a_mail(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order, array( 'page' => 'javascript:alert(1)', 'headline' => '<script>alert(1)</script>' ) );
		$mail = $this->part( $order );
		$this->assertStringNotContainsString( 'javascript:', $mail );
		$this->assertStringNotContainsString( '<script', $mail );
	}

	public function test_an_order_that_is_cancelled_is_not_followed(): void {
		$this->connect();
		$this->assertSame( '', $this->part( $this->earlier_order( array( 'status' => 'cancelled' ) ) ) );
		$this->assertSame( array(), $this->asked );
	}
}
