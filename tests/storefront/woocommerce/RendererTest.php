<?php
/**
 * What of an order is shown, and that a text stays a text.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class RendererTest extends ShopperTestCase {

	const ATTACKS = array(
		'<script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		"' onfocus='alert(1)' autofocus='",
		'%1$s %s %d %',
		'javascript:alert(1)',
		'{carrier}{position}',
		"[framme_order_tracking]",
	);

	private function html( array $order, string $language = 'en' ): string {
		$view = new Framme_Order_View( $order, new Framme_Words( $this->told( "words.$language" )['words'] ) );
		return $this->shown( array( $view->alone(), 'show' ) );
	}

	private function story( int $n ): array {
		return $this->told( 'orders.en' )['orders'][ $n ];
	}

	private function kiosk(): array {
		return $this->told( 'order.en' )['order'];
	}

	public function test_the_headline_is_the_heading_and_names_the_section(): void {
		$html = $this->html( $this->kiosk() );
		$this->assertSame( array( $this->kiosk()['headline'] ), $this->texts( $html, '//h2' ) );
		$this->assertCount( 1, $this->texts( $html, '//section[@aria-labelledby = //h2/@id]' ) );
		$this->assertStringContainsString( 'Order #1042', $this->texts( $html, '//p[@class="framme-quiet"]' )[0] );
	}

	public function test_the_way_is_a_list_and_one_step_is_the_current_one(): void {
		$html = $this->html( $this->kiosk() );
		$this->assertSame( array( 'Ready to collect' ), $this->texts( $html, '//ol[@aria-label="Progress"]/li[@aria-current="step"]' ) );
		$steps = $this->texts( $html, '//ol[@aria-label="Progress"]/li' );
		$this->assertSame( array( 'Order received (done)', 'Delivered (still to come)' ), array( $steps[0], $steps[7] ) );
	}

	public function test_a_parcel_says_where_it_is_and_how_to_follow_it(): void {
		$html  = $this->html( $this->kiosk() );
		$facts = array_combine( $this->texts( $html, '//section/section//dt' ), $this->texts( $html, '//section/section//dd' ) );
		$this->assertSame( array( 'Status since' => 'today 10:00', 'Carrier' => 'TestPost', 'Tracking number' => 'TP123456789SE' ), $facts );
		$this->assertSame( array( 'Follow it at TestPost' ), $this->texts( $html, '//a[@href="https://testpost.example/en/TP123456789SE"]' ) );
		$this->assertSame( array( 'Your parcel Ready to collect' ), $this->texts( $html, '//h3[contains(@class, "framme-parcel")]' ) );
	}

	public function test_a_pick_up_point_says_when_it_is_open(): void {
		$html = $this->html( $this->kiosk() );
		$this->assertSame( array( 'Corner Kiosk MöllanÄngelholmsgatan 4214 22 Malmö' ), $this->texts( $html, '//div[@class="framme-pickup"]/address' ) );
		$this->assertSame( 'Mon–Fri 08:00–20:00', $this->texts( $html, '//ul[@class="framme-hours"]/li' )[0] );
	}

	public function test_who_has_proven_sees_the_code_that_opens_the_locker(): void {
		$this->assertContains( 'Your code 4711', $this->texts( $this->html( $this->kiosk() ), '//div[@class="framme-pickup"]/p' ) );
		$this->assertContains( 'Signed for by A. Åkesson', $this->texts( $this->html( $this->kiosk() ), '//p' ) );
		$this->assertSame( array( 'Show the way on a map' ), $this->texts( $this->html( $this->kiosk() ), '//a[starts-with(@href, "https://www.openstreetmap.org/")]' ) );
	}

	public function test_what_the_shop_adds_stands_where_it_wants_it(): void {
		$order             = $this->kiosk();
		$order['sections'] = array( 'faq', 'actions', 'nonsense', 'notes', 'campaigns', 'route', 'other_orders', 'addresses', 'faq' );
		$html              = $this->html( $order );
		$this->assertSame( array( 'Questions about delivery', 'For the day of delivery', 'Bulbs', 'Your other orders', 'Delivery address' ), $this->texts( $html, '//h3' ) );
		$this->assertSame( array( 'Manage this delivery' ), $this->texts( $html, '//a[@href="https://track.example/t/q1w2/in/e3r4"]' ) );
		$this->assertSame( array( 'See them' ), $this->texts( $html, '//a[@href="https://f.example/c/x"][contains(@rel, "noopener")]' ) );
		$this->assertCount( 1, $this->document( $html )->query( '//figure//*[name() = "path"]' ) );
		$this->assertSame( array( 'Thank you', 'Slower before the holidays' ), array_slice( $this->texts( $html, '//p[contains(@class, "framme-own")]' ), 0, 2 ) );
		$this->assertStringNotContainsString( 'In this parcel', $html );
	}

	public function test_a_list_shows_nothing_but_the_parcels(): void {
		$view = new Framme_Order_View( $this->kiosk(), new Framme_Words( $this->told( 'words.en' )['words'] ) );
		$html = $this->shown( array( $view->in_a_list(), 'show' ) );
		$this->assertStringNotContainsString( '/in/', $html );
		$this->assertStringNotContainsString( 'Storgatan', $html );
		$this->assertStringNotContainsString( 'Bulbs', $html );
	}

	public function test_of_a_drawing_only_shapes_are_printed(): void {
		$shapes = '<g><path d="M0 0"/><text x="1">Malmö</text></g>';
		$evil   = '<script>alert(1)</script><image href="x"/><use xlink:href="#a"/><foreignObject><img src=x onerror=alert(1)></foreignObject>'
			. '<a href="javascript:alert(1)"><circle r="3" onclick="alert(1)" style="fill:url(https://evil.example)"/></a><style>*{}</style><animate attributeName="href"/>';
		$order  = array( 'route' => array( 'svg' => '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' . $shapes . $evil . '</svg>', 'words' => '' ) ) + $this->kiosk();
		$html   = $this->html( $order );
		$figure = substr( $html, (int) strpos( $html, '<figure' ), (int) strpos( $html, '</figure>' ) - (int) strpos( $html, '<figure' ) );
		foreach ( array( '<script', '<image', '<use', '<foreignobject', '<img', '<a', '<style', '<animate', ' on', 'href', 'style=', 'javascript:' ) as $danger ) {
			$this->assertStringNotContainsStringIgnoringCase( $danger, $figure, $danger );
		}
		$this->assertStringContainsString( '<path d="M0 0" />', $figure );
		$this->assertStringContainsString( 'Malmö', $figure );
		$this->assertStringNotContainsString( '<figure', $this->html( array( 'route' => array( 'svg' => '<img src=x>' ) ) + $order ) );
	}

	public function test_what_has_happened_is_told_by_day_with_its_times(): void {
		$html = $this->html( $this->kiosk() );
		$this->assertSame( array( 'What has happened', "Show the carrier's own words" ), $this->texts( $html, '//section/section//details/summary' ) );
		$this->assertSame( array( '10:00' ), $this->texts( $html, '//details[1]//time[@datetime="2026-11-20T10:00+01:00"]' ) );
		$this->assertStringContainsString( 'Malmö, Sweden', $html );
	}

	public function test_the_carriers_own_words_are_there_when_asked_for(): void {
		$html = $this->html( $this->kiosk() );
		$this->assertSame( array( 'Finns att hämta' ), $this->texts( $html, '//details[not(@open)][summary[contains(., "own words")]]//li/span[@dir="auto"]' ) );
		$this->assertStringContainsString( 'today 10:00', $this->texts( $html, '//details[not(@open)]//li' )[0] );
		$order = $this->kiosk();
		$order['parcels'][0]['days'][0]['happenings'][0]['original'] = '';
		$this->assertStringNotContainsString( 'own words', $this->html( $order ) );
	}

	public function test_articles_stand_in_their_parcel_and_those_not_sent_apart(): void {
		$html = $this->html( $this->kiosk() );
		$this->assertSame( array( 'In this parcel', ), array_values( array_intersect( $this->texts( $html, '//h4' ), array( 'In this parcel' ) ) ) );
		$this->assertSame( array( 'Not sent yet', 'For the day of delivery', 'Your order', 'Delivery address' ), array_slice( $this->texts( $html, '//h3' ), 1, 4 ) );
		$this->assertSame( array( 'SEK 200.00', 'SEK 49.00', 'SEK 249.00' ), $this->texts( $html, '//dl[@class="framme-sums"]/div/dd' ) );
		$this->assertSame( array( 'SEK 98.00' ), $this->texts( $html, '//span[@class="framme-price"]' ) );
		$this->assertCount( 2, $this->document( $html )->query( '//img[@class="framme-thumb"][@src="https://img.example/lamp.jpg"]' ) );
	}

	public function test_a_late_parcel_says_so_and_when_it_was_expected(): void {
		$late = array_values( array_filter( $this->told( 'orders.en' )['orders'], static function ( array $order ): bool {
			return (bool) array_filter( array_column( $order['parcels'], 'late' ) );
		} ) )[0];
		$html = $this->html( $late );
		$this->assertSame( 'Was expected', $this->texts( $html, '//dt' )[0] );
		$this->assertStringEndsWith( 'Late', $this->texts( $html, '//dd' )[0] );
	}

	public function test_several_parcels_are_counted(): void {
		$html = $this->html( $this->story( 6 ) );
		$this->assertContains( '2 of 3 parcels delivered', $this->texts( $html, '//p' ) );
		$this->assertCount( 3, $this->texts( $html, '//h3[contains(., " of 3")]' ) );
	}

	public function test_who_must_act_is_told(): void {
		$html = $this->html( $this->story( 8 ) );
		$this->assertStringContainsString( 'needs something from you', $this->texts( $html, '//p[@class="framme-notice"]' )[0] );
	}

	public function test_an_order_without_a_parcel_says_that_there_is_none_yet(): void {
		$this->assertContains( 'No parcel yet', $this->texts( $this->html( $this->story( 0 ) ), '//p' ) );
	}

	public function test_an_order_that_has_left_without_a_parcel_is_promised_none(): void {
		$left = array( 'awaits_parcel' => false ) + $this->story( 0 );
		$this->assertNotContains( 'No parcel yet', $this->texts( $this->html( $left ), '//p' ) );
	}

	/**
	 * @dataProvider languages
	 */
	public function test_every_state_is_a_sound_page_in_every_language( string $language ): void {
		foreach ( $this->told( "orders.$language" )['orders'] as $order ) {
			$html = $this->html( $order, $language );
			$this->assertNotSame( array(), $this->texts( $html, '//h2' ) );
			$this->assertDoesNotMatchRegularExpression( '/\{\w+\}/', $html );
		}
	}

	public function languages(): array {
		return array( array( 'en' ), array( 'sv' ) );
	}

	public function test_a_hostile_text_stays_a_text_wherever_it_stands(): void {
		foreach ( self::ATTACKS as $attack ) {
			$order    = $this->kiosk();
			$sections = $order['sections'];
			array_walk_recursive(
				$order,
				static function ( &$value ) use ( $attack ): void {
					$value = is_string( $value ) ? $attack : $value;
				}
			);
			$html = $this->html( array( 'sections' => $sections ) + $order );
			$page = $this->document( $html );
			$this->assertCount( 0, $page->query( '//script | //img | //@onfocus | //@onerror | //@autofocus' ), $attack );
			$this->assertSame( $attack, trim( $this->texts( $html, '//details[@class="framme-fold"]/summary[@dir]' )[0] ) );
			foreach ( $page->query( '//@href' ) as $link ) {
				$this->assertMatchesRegularExpression( '#^https?://#', $link->nodeValue );
			}
			$this->assertSame( $attack, trim( $this->texts( $html, '//h2' )[0] ) );
		}
	}

	public function test_hostile_words_stay_words(): void {
		foreach ( self::ATTACKS as $attack ) {
			$words = array_fill_keys( array_keys( $this->told( 'words.en' )['words'] ), $attack );
			$view  = new Framme_Order_View( $this->kiosk(), new Framme_Words( $words ) );
			$html  = $this->shown( array( $view, 'show' ) );
			$this->assertCount( 0, $this->document( $html )->query( '//script | //img[not(starts-with(@src, "https://img.example/"))] | //@onfocus | //@onerror' ) );
		}
	}

	/**
	 * @dataProvider oddities
	 */
	public function test_a_document_of_another_shape_breaks_nothing( $odd ): void {
		$order = $this->kiosk();
		foreach ( array_keys( $order ) as $name ) {
			$this->html( array( $name => $odd ) + $order );
		}
		foreach ( array_keys( $order['parcels'][0] ) as $name ) {
			$this->html( array( 'parcels' => array( array( $name => $odd ) + $order['parcels'][0] ) ) + $order );
		}
		$this->assertStringContainsString( '<section', $this->html( array() ) );
	}

	public function oddities(): array {
		return array( array( null ), array( array( 1, 'x', array( array() ) ) ), array( 7.5 ), array( true ), array( 'text' ), array( array( 'a' => array() ) ) );
	}

	public function test_a_link_that_is_no_web_address_is_no_link(): void {
		foreach ( array( 'javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'ftp://x.example', '/\\x.example' ) as $link ) {
			$order                       = $this->kiosk();
			$order['parcels'][0]['link'] = $link;
			$html                        = $this->html( $order );
			$this->assertSame( array(), $this->texts( $html, '//a[contains(@class, "framme-link")][not(starts-with(@href, "http"))]' ), $link );
		}
	}
}
