import { normalise } from '../../models/text/tokens.js';

/** What clients and people also call the devices that scenes list. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  mobile: 'phone',
  smartphone: 'phone',
  iphone: 'phone',
  android: 'phone',
  手机: 'phone',
  ipad: 'tablet',
  平板: 'tablet',
  平板电脑: 'tablet',
  notebook: 'laptop',
  macbook: 'laptop',
  笔记本: 'laptop',
  笔记本电脑: 'laptop',
  pc: 'desktop',
  computer: 'desktop',
  电脑: 'desktop',
  台式机: 'desktop',
  television: 'tv',
  'smart tv': 'tv',
  电视: 'tv',
  smartwatch: 'watch',
  'smart watch': 'watch',
  手表: 'watch',
  'smart speaker': 'speaker',
  音箱: 'speaker',
  智能音箱: 'speaker',
  earbuds: 'headphones',
  earphones: 'headphones',
  耳机: 'headphones',
  kindle: 'e-reader',
  ereader: 'e-reader',
  电子书: 'e-reader',
  'car display': 'car',
  车机: 'car',
  车载: 'car',
  'game console': 'console',
  游戏机: 'console',
};

/** The name under which a device is compared. */
export function deviceName(given: string): string {
  const name = normalise(given.trim());
  return OTHER_NAMES[name] ?? name;
}
