<?php
/**
 * The tab in the account.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class AccountTest extends ShopperTestCase {

	private function tab( string $value = '' ): string {
		return $this->account_page( Framme_Account::ENDPOINT, $value );
	}

	public function test_the_tab_stands_before_the_one_that_logs_out(): void {
		$this->connect();
		$tabs = apply_filters( 'woocommerce_account_menu_items', array( 'orders' => 'Orders', 'customer-logout' => 'Log out' ) );
		$this->assertSame( array( 'orders', 'framme-deliveries', 'customer-logout' ), array_keys( $tabs ) );
		$this->assertSame( 'Deliveries', $tabs['framme-deliveries'] );
	}

	public function test_the_tab_stands_last_where_nobody_can_log_out(): void {
		$this->connect();
		$tabs = apply_filters( 'woocommerce_account_menu_items', array( 'orders' => 'Orders' ) );
		$this->assertSame( array( 'orders', 'framme-deliveries' ), array_keys( $tabs ) );
	}

	public function test_a_shop_that_is_not_connected_has_no_tab(): void {
		$tabs = apply_filters( 'woocommerce_account_menu_items', array( 'customer-logout' => 'Log out' ) );
		$this->assertSame( array( 'customer-logout' ), array_keys( $tabs ) );
	}

	public function test_the_address_is_written_once_after_activation(): void {
		Framme_Plugin::activated();
		$this->assertSame( 'yes', get_option( Framme_Plugin::NEW_ADDRESSES ) );
		do_action( 'init' );
		$this->assertFalse( get_option( Framme_Plugin::NEW_ADDRESSES ) );
		Framme_Options::change( array( 'account_tab' => false ) );
		$this->assertSame( 'yes', get_option( Framme_Plugin::NEW_ADDRESSES ), 'and when the tab is switched' );
	}

	public function test_deactivating_has_the_addresses_written_without_ours(): void {
		update_option( 'rewrite_rules', array( 'my-account' => 'x' ) );
		Framme_Plugin::deactivated();
		$this->assertFalse( get_option( 'rewrite_rules' ) );
	}

	public function test_twenty_orders_are_one_question(): void {
		$this->connect();
		$this->log_in( 2 );
		$orders = array();
		for ( $n = 0; $n < 22; $n++ ) {
			$orders[] = $this->earlier_order();
		}
		$this->answer( self::FRAMME . 'orders?', 200, array( 'orders' => array() ) );
		$page = $this->tab();
		$this->assertCount( 1, $this->asked );
		$this->assertCount( 20, explode( ',', $this->asked_with()['ids'] ) );
		$this->assertCount( 20, $this->texts( $page, '//section' ) );
	}

	public function test_each_order_tells_how_it_goes(): void {
		$this->connect();
		$this->log_in( 2 );
		$orders = array( $this->earlier_order(), $this->earlier_order(), $this->earlier_order() );
		$this->tells_of_all( $orders );
		$page = $this->tab();
		$told = array_column( array_slice( $this->told( 'orders.en' )['orders'], 0, 3 ), 'headline' );
		$this->assertEqualsCanonicalizing( $told, $this->texts( $page, '//h2[contains(@class, "framme-headline")]' ) );
		$this->assertCount( 3, $this->texts( $page, '//a[contains(@href, "view-order")]' ) );
	}

	public function test_it_is_told_in_the_language_of_the_page(): void {
		$this->connect();
		$this->log_in( 2 );
		$this->in_language( 'sv_SE' );
		$this->tells_of_all( array( $this->earlier_order() ), 'sv' );
		$page = $this->tab();
		$this->assertSame( 'sv_SE', $this->asked_with()['lang'] );
		$this->assertStringContainsString( 'Din beställning har tagits emot.', $page );
		$this->assertStringContainsString( 'Visa detaljer', $page );
		$this->assertSame( 'Leveranser', Framme_Account::title() );
	}

	public function test_an_order_framme_does_not_know_shows_what_the_shop_knows(): void {
		$this->connect();
		$this->log_in( 2 );
		$this->earlier_order();
		$this->answer( self::FRAMME . 'orders?', 200, array( 'orders' => array(), 'words' => array() ) );
		$this->assertSame( array( wc_get_order_status_name( 'processing' ) ), $this->texts( $this->tab(), '//h2[contains(@class, "framme-headline")]' ) );
	}

	public function test_when_framme_is_away_there_are_the_shops_own_numbers_and_no_error(): void {
		$this->connect();
		$this->log_in( 2 );
		$parcel = array( 'id' => 'p_1', 'carrier' => 'PostNord', 'number' => '0037', 'url' => 'https://carrier.example/0037', 'shipped_at' => 1, 'items' => array() );
		$this->earlier_order( array( 'meta' => array( '_framme_parcels' => array( $parcel ) ) ) );
		$this->framme_is_away();
		$page = $this->tab();
		$this->assertSame( array( 'PostNord', '0037' ), $this->texts( $page, '//dd' ) );
		$this->assertSame( array( '0037' ), $this->texts( $page, '//a[@href="https://carrier.example/0037"]' ) );
		$this->assertDoesNotMatchRegularExpression( '/error|fail|cURL|wrong|sorry|unavailable/i', wp_strip_all_tags( $page ) );
	}

	public function test_what_was_heard_earlier_says_how_old_it_is(): void {
		$this->connect();
		$this->log_in( 2 );
		$order                     = $this->earlier_order();
		$told                      = $this->told( 'orders.en' );
		$told['orders'][0]['id'] = (string) $order->get_id();
		$query                     = array( 'ids' => (string) $order->get_id(), 'lang' => 'en_US' );
		Framme_Cache::keep( 'orders', $query, new Framme_Answer( 200, $told, time() - 7200 ) );
		$this->framme_is_away();
		$page = $this->tab();
		$this->assertStringContainsString( 'Your order has been received.', $page );
		$this->assertStringContainsString( 'This was last brought up to date 2 hours ago.', $page );
	}

	public function test_who_has_not_ordered_is_told_so(): void {
		$this->connect();
		$this->log_in( 2 );
		$this->assertStringContainsString( 'There are no orders to show yet.', $this->tab() );
		$this->assertSame( array(), $this->asked );
	}

	public function test_an_order_of_ones_own_is_shown_alone(): void {
		$this->connect();
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$page = $this->tab( (string) $order->get_id() );
		$this->assertStringContainsString( 'Corner Kiosk', $page );
		$this->assertSame( array( 'id', 'own', 'lang' ), array_keys( $this->asked_with() ) );
	}

	public function test_a_strangers_order_is_not_shown_nor_asked_about(): void {
		$this->connect();
		$theirs = $this->earlier_order( array( 'customer_id' => 3 ) );
		$guests = $this->earlier_order( array( 'customer_id' => 0 ) );
		$this->log_in( 2 );
		$none = $this->tab( '99999' );
		$this->assertStringContainsString( 'There is no such order in your account.', $none );
		$this->assertSame( $this->without_ids( $none ), $this->without_ids( $this->tab( (string) $theirs->get_id() ) ) );
		$this->assertSame( $this->without_ids( $none ), $this->without_ids( $this->tab( (string) $guests->get_id() ) ) );
		$this->assertSame( array(), $this->asked );
	}

	private function without_ids( string $page ): string {
		return preg_replace( '/\d+/', 'N', $page );
	}

	/**
	 * @dataProvider strange_values
	 */
	public function test_what_is_no_number_is_no_order( string $value ): void {
		$this->connect();
		$this->log_in( 2 );
		$this->earlier_order();
		$page = $this->shown( static function () use ( $value ): void {
			Framme_Account::show( $value );
		} );
		$this->assertStringContainsString( 'There is no such order', $page );
		$this->assertSame( array(), $this->asked );
	}

	public function strange_values(): array {
		return array( array( '31abc' ), array( '-1' ), array( '0' ), array( '1e3' ), array( '../31' ), array( '<b>' ), array( str_repeat( '9', 40 ) ) );
	}

	public function test_nobody_logged_in_has_the_orders_of_all_guests(): void {
		$this->connect();
		$this->earlier_order( array( 'customer_id' => 0 ) );
		$this->log_in( 0 );
		$this->assertSame( array(), Framme_Account::orders( 20 ) );
	}

	public function test_a_draft_of_the_checkout_is_no_order(): void {
		$this->connect();
		$this->log_in( 2 );
		$this->earlier_order( array( 'status' => 'checkout-draft' ) );
		$this->assertSame( array(), Framme_Account::orders( 20 ) );
	}

	public function test_an_order_of_this_minute_is_not_asked_about_alone(): void {
		$this->connect();
		$this->log_in( 2 );
		$order = $this->order( array( 'customer_id' => 2, 'status' => 'processing' ) );
		$this->assertStringContainsString( wc_get_order_status_name( 'processing' ), $this->tab( (string) $order->get_id() ) );
		$this->assertSame( array(), $this->asked );
	}
}
