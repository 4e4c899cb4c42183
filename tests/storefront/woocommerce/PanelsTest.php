<?php
/**
 * The panel on WooCommerce's own pages about an order, and the button in the list of orders.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class PanelsTest extends ShopperTestCase {

	const PANEL = '//div[contains(@class, "framme-panel")]';

	private function on_its_page( WC_Order $order ): string {
		$this->log_in( $order->get_customer_id() );
		return $this->account_page( 'view-order', (string) $order->get_id() );
	}

	public function test_an_orders_page_has_one_panel(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$page = $this->on_its_page( $order );
		$this->assertCount( 1, $this->texts( $page, self::PANEL ) );
		$this->assertStringContainsString( 'Corner Kiosk', $page );
		$this->assertCount( 1, $this->asked );
	}

	public function test_a_panel_leads_to_all_that_can_be_done_and_leaves_out_what_the_page_says_itself(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$panel = $this->on_its_page( $order );
		$this->assertSame( array( 'Manage this delivery' ), $this->texts( $panel, self::PANEL . '//a[contains(@href, "/in/")]' ) );
		$this->assertSame( array(), array_intersect( array( 'Your order', 'Delivery address' ), $this->texts( $panel, self::PANEL . '//h3' ) ) );
		$this->assertSame( array( 'id', 'lang' ), array_keys( $this->asked_with() ), 'a page for guests asks for no other order' );
	}

	/**
	 * @dataProvider ages
	 */
	public function test_a_way_in_is_not_shown_once_it_may_be_closed( int $age, int $ways_in ): void {
		$this->connect();
		$order                 = $this->earlier_order();
		$told                  = $this->told( 'order.en' );
		$told['order']['id']   = (string) $order->get_id();
		$query                 = array( 'id' => (string) $order->get_id(), 'lang' => determine_locale() );
		Framme_Cache::keep( 'order', $query, new Framme_Answer( 200, $told, time() - $age ) );
		$this->framme_is_away();
		$panel = $this->on_its_page( $order );
		$this->assertCount( $ways_in, $this->texts( $panel, self::PANEL . '//a[contains(@href, "/in/")]' ) );
		$this->assertStringContainsString( 'Corner Kiosk', $panel );
	}

	public function ages(): array {
		return array( array( 600, 1 ), array( 3000, 0 ), array( 7200, 0 ) );
	}

	public function test_after_a_purchase_there_is_one_panel_though_two_hooks_call_for_it(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$this->log_in( 2 );
		$this->assertCount( 1, $this->texts( $this->thank_you( $order ), self::PANEL ) );
	}

	public function test_after_a_purchase_the_panel_leads_to_where_the_order_can_be_followed(): void {
		$this->connect();
		$page = Pretend::add_page( 'Track', '[framme_order_tracking]', 'track' );
		Framme_Options::change( array( 'tracking_page_id' => $page ) );
		$order = $this->order( array( 'customer_id' => 2, 'status' => 'processing' ) );
		$this->log_in( 2 );
		$this->assertCount( 1, $this->texts( $this->thank_you( $order ), '//a[contains(@href, "framme-deliveries")]' ) );
		$this->assertSame( array(), $this->asked, 'Framme has not heard of an order of this minute' );
		$guests = $this->order( array( 'customer_id' => 0, 'status' => 'processing' ) );
		$this->log_in( 0 );
		$this->assertCount( 1, $this->texts( $this->thank_you( $guests ), '//a[@href="' . get_permalink( $page ) . '"]' ) );
	}

	public function test_a_guest_who_has_found_an_order_sees_its_panel(): void {
		$this->connect();
		$order = $this->earlier_order( array( 'customer_id' => 0 ) );
		$this->tells_of( $order );
		$this->assertCount( 1, $this->texts( $this->tracked( $order ), self::PANEL ) );
	}

	public function test_a_strangers_order_has_no_panel(): void {
		$this->connect();
		$order = $this->earlier_order( array( 'customer_id' => 3 ) );
		$this->log_in( 2 );
		$this->assertStringNotContainsString( 'framme-panel', $this->account_page( 'view-order', (string) $order->get_id() ) );
		$this->assertSame( array(), $this->asked );
	}

	/**
	 * @dataProvider switches
	 */
	public function test_each_panel_can_be_switched_off( string $switch, bool $on_its_page, bool $after_purchase ): void {
		$this->connect();
		Framme_Options::change( array( $switch => false ) );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$this->assertSame( $on_its_page, false !== strpos( $this->on_its_page( $order ), 'framme-panel' ) );
		$other = $this->earlier_order();
		$this->assertSame( $after_purchase, false !== strpos( $this->thank_you( $other ), 'framme-panel' ) );
	}

	public function switches(): array {
		return array( array( 'on_order_page', false, true ), array( 'on_thank_you', true, false ) );
	}

	public function test_an_order_that_will_not_be_delivered_has_no_panel(): void {
		$this->connect();
		foreach ( array( 'pending', 'failed', 'cancelled', 'refunded' ) as $status ) {
			$this->assertStringNotContainsString( 'framme-panel', $this->on_its_page( $this->earlier_order( array( 'status' => $status ) ) ), $status );
		}
		$this->assertSame( array(), $this->asked );
	}

	public function test_a_shop_that_is_not_connected_shows_the_parcels_it_knows_and_nothing_else(): void {
		$this->assertStringNotContainsString( 'framme-panel', $this->on_its_page( $this->earlier_order() ) );
		$note  = array( 'tracking_provider' => 'ups', 'custom_tracking_provider' => '', 'custom_tracking_link' => '', 'tracking_number' => '1Z99', 'date_shipped' => '1764000000', 'tracking_id' => 'x' );
		$order = $this->earlier_order( array( 'meta' => array( '_wc_shipment_tracking_items' => array( $note ) ) ) );
		$this->assertSame( array( 'UPS', '1Z99' ), array_slice( $this->texts( $this->on_its_page( $order ), self::PANEL . '//dd' ), 0, 2 ) );
		$this->assertSame( array(), $this->asked );
	}

	public function test_a_parcel_that_two_have_noted_is_shown_once(): void {
		$meta  = array(
			'_framme_parcels'             => array( array( 'id' => 'p_1', 'carrier' => 'UPS', 'number' => '1Z 99', 'url' => '', 'shipped_at' => 1, 'items' => array() ) ),
			'_wc_shipment_tracking_items' => array( array( 'tracking_provider' => 'ups', 'tracking_number' => '1z99' ), array( 'tracking_provider' => 'dhl-express', 'tracking_number' => '42', 'custom_tracking_link' => 'javascript:alert(1)' ) ),
		);
		$order = $this->earlier_order( array( 'meta' => $meta ) );
		$this->assertSame( array( 'UPS', 'Dhl Express' ), array_column( Framme_Meta::parcels( $order ), 'carrier' ) );
		$this->assertSame( array( '', '' ), array_column( Framme_Meta::parcels( $order ), 'link' ) );
	}

	public function test_a_row_of_the_orders_leads_to_the_tab(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->log_in( 2 );
		$links = $this->texts( $this->account_page( 'orders', '' ), '//a[contains(@href, "framme-deliveries/' . $order->get_id() . '")]' );
		$this->assertSame( array( 'Track' ), $links );
	}

	public function test_an_orders_own_page_has_its_panel_instead_of_the_button(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$this->on_its_page( $order );
		$this->assertSame( array(), Framme_Panels::add_button( array(), $order ) );
		$this->account_page( 'orders', '' );
		$this->assertSame( array( 'framme-track' ), array_keys( Framme_Panels::add_button( array(), $order ) ) );
	}

	public function test_without_a_tab_no_button_leads_there(): void {
		$this->connect();
		Framme_Options::change( array( 'account_tab' => false ) );
		$this->assertSame( array(), Framme_Panels::add_button( array(), $this->earlier_order() ) );
	}

	public function test_the_panel_leaves_out_the_articles_that_the_page_lists(): void {
		$this->connect();
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$this->assertStringNotContainsString( '249.00', $this->on_its_page( $order ) );
	}
}
