<?php
/**
 * A page that stays open: what it is told again, and who is told it.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class LiveTest extends ShopperTestCase {

	const AGAIN = '//p[@role="status"][@data-framme-again]';

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	/** Return what the script of a page has. @return array{url: string, tag: string, nonce: string, pass: string} */
	private function script_of( string $page ): array {
		$found = $this->document( $page )->query( self::AGAIN );
		$this->assertSame( 1, $found->length );
		$told = array( 'url' => $found[0]->getAttribute( 'data-framme-again' ) );
		foreach ( array( 'tag', 'nonce', 'pass' ) as $name ) {
			$told[ $name ] = $found[0]->getAttribute( "data-$name" );
		}
		return $told;
	}

	/** Ask as the script does; changes are to the parameters. */
	private function again( array $script, array $changes = array() ): WP_REST_Response {
		$route = substr( (string) parse_url( $script['url'], PHP_URL_PATH ), strlen( '/wp-json' ) );
		parse_str( (string) parse_url( $script['url'], PHP_URL_QUERY ), $parameters );
		return $this->rest( 'GET', $route, $changes + $parameters, array( 'If-None-Match' => $script['tag'], 'X-Framme-Pass' => $script['pass'] ) );
	}

	private function tab( string $value = '' ): string {
		return $this->account_page( Framme_Account::ENDPOINT, $value );
	}

	/** Return an order whose page is shown to a guest after the purchase. */
	private function guests_order(): WC_Order {
		$order = $this->earlier_order( array( 'customer_id' => 0 ) );
		$this->tells_of( $order );
		return $order;
	}

	/** Let a minute pass for what is kept, and Framme tell news. */
	private function news( WC_Order $order, array $changes ): void {
		$query = array( 'id' => (string) $order->get_id(), 'own' => '1', 'lang' => 'en_US' );
		$kept  = Framme_Cache::read( 'order', $query );
		Framme_Cache::keep( 'order', $query, new Framme_Answer( 200, $kept->body, time() - 61 ) );
		$this->tells_of( $order, $changes );
	}

	public function test_an_order_of_ones_own_is_told_again_by_its_content(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$script = $this->script_of( $this->tab( (string) $order->get_id() ) );
		$this->assertSame( array( wp_create_nonce( 'wp_rest' ), '' ), array( $script['nonce'], $script['pass'] ) );
		$same = $this->again( $script );
		$this->assertSame( array( 304, null ), array( $same->get_status(), $same->get_data() ) );
		foreach ( array( 'W/%s', '"%s-gzip"' ) as $changed ) {
			$this->assertSame( 304, $this->again( array( 'tag' => sprintf( $changed, trim( $script['tag'], '"' ) ) ) + $script )->get_status(), $changed );
		}
		$this->news( $order, array( 'headline' => 'It has arrived.' ) );
		$news = $this->again( $script );
		$this->assertSame( 200, $news->get_status() );
		$this->assertTrue( $news->get_data()['live'] );
		$this->assertSame( array( 'It has arrived.' ), $this->texts( $news->get_data()['html'], '//section[@data-order="' . $order->get_id() . '"]/h2' ) );
		$this->assertContains( 'Your other orders', $this->texts( $news->get_data()['html'], '//h3' ) );
		$this->assertSame( 304, $this->again( array( 'tag' => $news->get_headers()['ETag'] ) + $script )->get_status() );
	}

	public function test_another_way_in_to_the_same_page_is_no_news(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$script = $this->script_of( $this->tab( (string) $order->get_id() ) );
		$this->news( $order, array( 'manage' => 'https://track.example/t/q1w2/in/another' ) );
		$this->assertSame( 304, $this->again( $script )->get_status() );
		$this->assertStringContainsString( '/in/another', $this->again( array( 'tag' => '' ) + $script )->get_data()['html'] );
		$this->assertLessThan( Framme_News::LETS_IN, Framme_Live::WAY_IN );
	}

	public function test_no_cache_keeps_what_is_told(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$script = $this->script_of( $this->tab( (string) $order->get_id() ) );
		foreach ( array( $script, array( 'tag' => '' ) + $script ) as $asked ) {
			$told = did_action( 'litespeed_control_set_nocache' );
			$this->assertSame( 'private, no-store', $this->again( $asked )->get_headers()['Cache-Control'] );
			$this->assertSame( $told + 1, did_action( 'litespeed_control_set_nocache' ) );
		}
		$this->log_in( 0 );
		$told = did_action( 'litespeed_control_set_nocache' );
		$this->assertSame( 401, $this->again( $script )->get_status() );
		$this->assertSame( $told + 1, did_action( 'litespeed_control_set_nocache' ), 'a refusal is kept no more' );
	}

	public function test_a_guests_page_asks_at_an_address_that_nobody_else_finds(): void {
		$order = $this->guests_order();
		$first = $this->script_of( $this->tracked( $order ) );
		$this->assertMatchesRegularExpression( '/[?&]for=[0-9a-f]{20}(&|$)/', $first['url'] );
		$this->assertStringNotContainsString( substr( $first['pass'], -20 ), $first['url'] );
		$this->assertSame( 304, $this->again( $first )->get_status() );
	}

	public function test_languages_of_wordpresss_own_are_understood(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$script = $this->script_of( $this->tab( (string) $order->get_id() ) );
		foreach ( array( 'pt_PT_ao90', 'de_CH_informal', 'sr_RS@latin' ) as $locale ) {
			$this->assertContains( $this->again( $script, array( 'locale' => $locale ) )->get_status(), array( 200, 304 ), $locale );
		}
	}

	public function test_framme_is_asked_once_a_minute_however_often_pages_ask(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$script = $this->script_of( $this->tab( (string) $order->get_id() ) );
		for ( $n = 0; $n < 5; $n++ ) {
			$this->again( $script );
		}
		$this->assertCount( 1, $this->asked );
		$this->news( $order, array() );
		$this->framme_is_away();
		Framme_Budget::begin_page();
		for ( $n = 0; $n < 5; $n++ ) {
			$this->again( $script );
		}
		$this->assertCount( 2, $this->asked, 'after a failure nothing is asked for a minute' );
	}

	public function test_a_list_is_told_again_with_orders_that_are_new(): void {
		$this->log_in( 2 );
		$orders = array( $this->earlier_order() );
		$this->tells_of_all( $orders );
		$script = $this->script_of( $this->tab() );
		$this->assertSame( 304, $this->again( $script )->get_status() );
		$orders[] = $this->earlier_order();
		$this->tells_of_all( $orders );
		$this->assertCount( 2, $this->texts( $this->again( $script )->get_data()['html'], '//section[@data-order]' ) );
		$this->log_in( 3 );
		$this->assertSame( '', $this->again( $script )->get_data()['html'], 'everybody has their own list' );
		$this->log_in( 0 );
		$this->assertSame( 401, $this->again( $script )->get_status() );
	}

	public function test_the_block_tells_its_own_list_again(): void {
		$this->answer( self::FRAMME . 'words', 200, $this->told( 'words.en' ) );
		$this->log_in( 2 );
		$this->tells_of_all( array( $this->earlier_order() ) );
		$page   = do_shortcode( '[framme_order_tracking]' );
		$script = $this->script_of( $page );
		$this->assertSame( 304, $this->again( $script )->get_status() );
		$fresh = $this->again( array( 'tag' => '' ) + $script )->get_data()['html'];
		$this->assertStringNotContainsString( '<form', $fresh );
		$this->assertCount( 1, $this->texts( $fresh, '//h3[contains(@class, "framme-headline")]' ) );
	}

	public function test_a_panel_is_told_again_without_what_its_page_says_itself(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$script = $this->script_of( $this->account_page( 'view-order', (string) $order->get_id() ) );
		$this->assertSame( array( 304, '' ), array( $this->again( $script )->get_status(), $script['pass'] ) );
		$this->assertNotContains( 'Your order', $this->texts( $this->again( array( 'tag' => '' ) + $script )->get_data()['html'], '//h3' ) );
	}

	public function test_a_guest_to_whom_the_shop_has_shown_the_order_is_told_it_again(): void {
		$order  = $this->guests_order();
		$script = $this->script_of( $this->thank_you( $order ) );
		$this->assertSame( '', $script['nonce'] );
		$this->assertSame( 304, $this->again( $script )->get_status() );
		$this->assertStringNotContainsString( $order->get_order_key(), $script['url'] . $script['pass'] );
		$this->assertSame( 304, $this->again( $this->script_of( $this->tracked( $this->guests_order() ) ) )->get_status(), "WooCommerce's own form" );
	}

	public function test_a_stranger_is_told_nothing_and_not_whether_there_is_such_an_order(): void {
		$this->log_in( 2 );
		$own = $this->earlier_order();
		$this->tells_of( $own );
		$script = $this->script_of( $this->tab( (string) $own->get_id() ) );
		$others = array( $this->earlier_order( array( 'customer_id' => 3 ) )->get_id(), $this->earlier_order( array( 'customer_id' => 0 ) )->get_id(), 99999 );
		$asked  = count( $this->asked );
		foreach ( array( 2 => 403, 0 => 401 ) as $user => $status ) {
			$this->log_in( $user );
			foreach ( array( 'account_tab', 'on_order_page', 'on_thank_you' ) as $where ) {
				$said = array();
				foreach ( $others as $id ) {
					$answer = $this->rest( 'GET', "/framme/v1/deliveries/$id", array( 'where' => $where ) );
					$said[] = array( $answer->get_status(), $answer->get_data() );
				}
				$this->assertSame( array( $said[0], $said[0], $said[0] ), $said );
				$this->assertSame( $status, $said[0][0] );
			}
			$this->assertSame( $user ? 304 : 401, $this->again( $script )->get_status() );
		}
		$this->assertCount( $asked, $this->asked );
	}

	public function test_a_wrong_key_and_anothers_pass_open_nothing(): void {
		$other  = $this->guests_order();
		$order  = $this->guests_order();
		$script = $this->script_of( $this->thank_you( $order ) );
		$wrong  = array(
			''                                                => 'none',
			'wc_order_wrong'                                  => 'a wrong key',
			$order->get_order_key()                           => 'the key alone: the page also asks for a login or an e-mail address',
			Framme_Pass::make( $other, 'on_thank_you' )       => "another order's",
			Framme_Pass::make( $order, 'on_order_page' )      => "another page's",
			'9' . $script['pass']                             => 'one made to last longer',
			substr( $script['pass'], 0, -1 ) . 'g'            => 'a forged one',
			( time() - 1 ) . substr( $script['pass'], 10 )    => 'an old one',
		);
		foreach ( $wrong as $pass => $what ) {
			$this->assertSame( 401, $this->again( array( 'pass' => (string) $pass ) + $script )->get_status(), $what );
		}
		$this->assertSame( 401, $this->again( $script, array( 'where' => 'account_tab' ) )->get_status(), 'no pass opens the account' );
		$this->log_in( 3 );
		$this->assertSame( 403, $this->again( $script )->get_status(), "another reader's" );
		$this->log_in( 0 );
		$this->assertSame( 304, $this->again( $script )->get_status() );
	}

	public function test_what_is_switched_off_is_told_no_longer(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$panel = $this->script_of( $this->account_page( 'view-order', (string) $order->get_id() ) );
		$alone = $this->script_of( $this->tab( (string) $order->get_id() ) );
		Framme_Options::change( array( 'on_order_page' => false, 'account_tab' => false ) );
		$this->assertSame( array( 'html' => '', 'live' => false ), $this->again( $panel )->get_data() );
		$this->assertSame( 403, $this->again( $alone )->get_status() );
	}

	public function test_what_can_change_no_more_has_no_script(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order, array( 'live' => false ) );
		$page = $this->tab( (string) $order->get_id() );
		$this->assertStringContainsString( 'Corner Kiosk', $page );
		$this->assertStringNotContainsString( 'data-framme-again', $page );
		$this->assertFalse( wp_script_is( Framme_Live::SCRIPT, 'enqueued' ) );
		$this->assertSame( array(), $this->texts( $page, '//p[contains(@class, "framme-fresh")]' ) );
	}

	/**
	 * @dataProvider unknown_orders
	 */
	public function test_an_order_framme_does_not_know_is_asked_for_while_it_may_still_hear_of_it( string $age, ?int $status, bool $live ): void {
		$placed = gmdate( 'Y-m-d\TH:i:s', strtotime( $age ) );
		$order  = $this->earlier_order( array( 'date_created' => $placed, 'date_created_gmt' => $placed ) );
		null === $status ? $this->framme_is_away() : $this->answer( self::FRAMME, $status, array( 'error' => 'No.' ) );
		$this->log_in( 2 );
		$this->assertSame( $live, false !== strpos( $this->tab( (string) $order->get_id() ), 'data-framme-again' ) );
	}

	public function unknown_orders(): array {
		return array( array( '-1 second', 404, true ), array( '-2 hours', 404, true ), array( '-2 days', 404, false ), array( '-2 days', null, true ) );
	}

	public function test_it_is_told_again_in_the_language_of_its_page(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->answer( self::FRAMME . 'order?', 404, array() );
		$this->in_language( 'sv_SE' );
		$script = $this->script_of( $this->account_page( 'view-order', (string) $this->earlier_order( array( 'date_created_gmt' => gmdate( 'Y-m-d\TH:i:s', time() - 600 ) ) )->get_id() ) );
		$this->in_language( 'en_US' );
		$this->assertSame( 304, $this->again( $script )->get_status() );
		$this->assertSame( 'en_US', determine_locale() );
		$this->assertStringContainsString( 'Delivery', $this->again( $script, array( 'locale' => 'xx_XX' ) )->get_data()['html'] );
		$this->assertSame( 400, $this->again( $script, array( 'locale' => '../x' ) )->get_status() );
	}

	public function test_the_script_says_how_long_ago_the_carrier_was_asked(): void {
		$this->log_in( 2 );
		$order = $this->earlier_order();
		$this->tells_of( $order );
		$line = $this->document( $this->tab( (string) $order->get_id() ) )->query( '//p[contains(@class, "framme-fresh")][@hidden]' )[0];
		$this->assertSame( array( '2026-11-20T12:36:00+01:00', 'Updated %s', '' ), array( $line->getAttribute( 'data-at' ), $line->getAttribute( 'data-said' ), $line->textContent ) );
		$script = (string) file_get_contents( FRAMME_FOLDER . 'assets/live.js' );
		$this->assertStringContainsString( "'" . strtolower( Framme_Live::PASS ) . "'", strtolower( $script ) );
	}
}
